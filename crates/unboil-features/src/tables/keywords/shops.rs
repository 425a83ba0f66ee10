//! Words of shops and of their lists.

use super::{KeywordFamily, family};

pub(super) const CART: KeywordFamily = family(
    "cart",
    "buying",
    &[
        (
            "en",
            "add to cart,add to bag,add to basket,wishlist,checkout,cart|,in stock,out of stock,quantity,qty,\
        buy now,free shipping,free delivery,returns,sale price,regular price,original price,current price,you save,\
        pay over time,pay later,compare at",
        ),
        ("de fr es", "warenkorb,lieferung,versand,panier,livraison,carrito,envío"),
        ("it nl pl", "carrello,spedizion,winkelwagen,koszyk"),
        ("ru el", "корзин,купить,καλάθι"),
        ("zh ja tr", "购物车,カート,sepet"),
        (
            "sv da no fi cs hu ro",
            "varukorg,læg i kurv,legg i handlekurv,ostoskori,do košíku,kosárba,adaugă în coș",
        ),
        ("ko ar he fa id vi", "장바구니,أضف إلى السلة,הוסף לסל,سبد خرید,keranjang,giỏ hàng"),
    ],
);

pub(super) const FILTER: KeywordFamily = family(
    "filter",
    "filters, sorting and paging",
    &[
        (
            "en",
            "filter,sort by,sort|,clear all,apply,showing,results,view all,load more,show more,per page,items",
        ),
        ("de fr", "sortier,filtern,ergebnisse,treffer,trier,filtrer,résultats"),
        ("es it nl", "ordenar,resultados,ordina,filtra,sorteer"),
        ("pl ru el", "sortuj,wyniki,сортиров,результат,ταξινόμηση"),
        ("zh ja", "排序,筛选,並び替え"),
    ],
);
