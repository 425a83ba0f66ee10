//! Words that say whose a picture is.

use super::{KeywordFamily, family};

/// Photographers, agencies and libraries of pictures, and the words before them.
pub(super) const CREDIT: KeywordFamily = family(
    "credit",
    "credits of pictures",
    &[
        (
            "en",
            "photo:,photos:,photo by,photos by,photo credit,photo courtesy,photo via,photo from,photo illustration,\
        ap photo,file photo,stock photo,image:,images:,image by,image credit,image source,image courtesy,image via,\
        image from,picture:,pictures:,picture by,picture credit,pic:,credit:,credits:,courtesy of,photographer:,\
        photograph:,photograph by,photography by,illustration:,illustration by,screenshot:,screenshot by,screenshot from,screengrab",
        ),
        (
            "agencies and libraries",
            "getty,reuters/,afp/,afp /,dpa/,epa/,ap/,imago/,via reuters,via ap|,picture alliance,picture-alliance,shutterstock,istock,unsplash,\
        pixabay,pexels,adobe stock,adobestock,alamy,dreamstime,flickr,wikimedia,creative commons,cc by,cc-by",
        ),
        (
            "de",
            "foto:,fotos:,foto von,fotos von,bild:,bilder:,bild von,bildquelle,bildrechte,bildnachweis,bildautor,\
        abbildung:,abb.:,grafik:,symbolfoto,symbolbild,archivfoto,archivbild,beispielbild",
        ),
        (
            "fr",
            "crédit photo,crédits photo,crédit :,crédits :,crédit:,crédits:,photo :,photos :,photo d'illustration,\
        photo d’illustration,illustration :,visuel :",
        ),
        (
            "es pt it",
            "foto de,fotos de,fotografía:,fotografía de,imagen:,imagen de,crédito:,créditos:,cortesía de,fotografia:,\
        imagem:,imagem de,^reprodução,^divulgação,foto di,foto da,immagine:,crediti:",
        ),
        ("pl cs", "fot.,zdj.,zdjęcie:,zdjęcia:,źródło zdjęcia,ilustracja:,zdroj:,ilustrační foto"),
        (
            "ru uk",
            "фото:,фото автор,фото из,фото с сайта,фото пресс,фото предоставлен,фотография:,скриншот,изображение:,\
        коллаж:,світлина:,зображення:",
        ),
        ("el tr", "φωτογραφία:,φωτογραφίες:,φωτό:,φωτο:,fotoğraf:,fotoğraflar:,görsel:"),
        (
            "sv da no fi nl",
            "foto av,bild av,arkivfoto,arkivbild,genrefoto,kuva:,kuvat:,kuvitus:,beeld:,foto ©",
        ),
        ("hu ro vi id", "fotó:,fotók:,illusztráció,sursa foto,ảnh:,nguồn ảnh,ilustrasi:"),
        ("ar fa he hi th", "تصوير,الصورة:,مصدر الصورة,عکس:,צילום:,צילומים:,קרדיט,फोटो:,ภาพ:,ขอบคุณภาพ"),
        (
            "zh ja ko",
            "图片来源,圖片來源,图源,图：,圖：,图片：,图自,资料图,資料圖,资料照片,供图,视觉中国,視覺中國,写真：,写真:,\
        写真提供,画像：,画像提供,撮影,사진=,사진 =,사진:,사진제공,자료사진",
        ),
    ],
);
