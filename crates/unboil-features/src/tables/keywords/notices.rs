//! Phrases and names of notices that stand in the place of a page.

use super::{KeywordFamily, family};

/// Words by which sites name a notice in classes and ids around its heading: lower case, separated by spaces. `found` is
/// that of `not-found`.
pub(crate) static NOTICE_NAMES: &str = "found notfound pagenotfound err noresults error errors 403 404 410 500 503 gone expired \
    denied forbidden blocked unavailable offline maintenance suspended parked soon interstitial captcha challenge locked \
    login signin logon authentication paywall age agegate";

/// Errors, walls, checks for robots, empty results.
pub(super) const NOTICE: KeywordFamily = family(
    "notice",
    "notices in the place of a page: errors, walls, checks and shells",
    &[
        (
            "en",
            "not found,404,403|,error|,access denied,forbidden,no permission,not have permission,do not have access,\
        no longer available,does not exist,doesn't exist,doesn’t exist,you are looking for,you're looking for,\
        you’re looking for,you requested,temporarily unavailable,maintenance,try again,went wrong,captcha,\
        are human,a human,a robot,your browser,checking,just a moment,redirected,expired,no results,0 results,\
        nothing found,could not be found,couldn't find,couldn’t find,coming soon,under construction,\
        must be logged,to continue,continue reading,suspended,been removed,been deleted,been moved,unavailable,\
        your region,your country,please wait,loading,too many requests,is empty,for sale,default page,\
        be found,isn't available,isn’t available,not available,no longer exist,taken down,log in to,sign in to,\
        subscribers only,security check,unusual traffic,been blocked,reference id,reference number,ray id,incident id,\
        turn on javascript,enable javascript,enable cookies,supported browser,session has,logged out,unsubscribed,\
        your age,legal age,select your,choose your,this domain,web server,bad gateway,service unavailable,back soon",
        ),
        (
            "de",
            "nicht gefunden,existiert nicht,nicht mehr verfügbar,nicht verfügbar,zugriff verweigert,gesperrt,\
        wartungsarbeiten,versuchen sie es,fehler|,keine ergebnisse,keine treffer,keine berechtigung,weitergeleitet,\
        abgelaufen,weiterlesen,in kürze,im aufbau,bitte warten,ein mensch",
        ),
        (
            "fr",
            "introuvable,n'existe pas,n’existe pas,n'existe plus,n’existe plus,accès refusé,erreur|,aucun résultat,\
        indisponible,réessayer,redirigé,expiré,suite de cet article,en construction,veuillez patienter,un robot,\
        n'est plus disponible,n’est plus disponible",
        ),
        (
            "es pt",
            "no encontrad,no existe,acceso denegado,no disponible,sin resultados,inténtelo,redirigid,caducad,\
        seguir leyendo,en construcción,espere,não encontrad,não existe,acesso negado,indisponível,nenhum resultado,\
        tente novamente,redirecionad,expirou,em construção,aguarde",
        ),
        (
            "it nl",
            "non trovat,non esiste,accesso negato,non disponibile,nessun risultato,riprova,reindirizzat,scadut,\
        in costruzione,attendere,niet gevonden,bestaat niet,geen toegang,niet beschikbaar,geen resultaten,\
        probeer het,doorgestuurd,verlopen",
        ),
        (
            "pl cs",
            "nie znaleziono,nie istnieje,brak dostępu,odmowa dostępu,niedostępn,brak wyników,spróbuj ponownie,\
        przekierowan,wygasł,nenalezen,neexistuje,přístup odepřen,nedostupn,zkuste to,přesměrován",
        ),
        (
            "ru uk",
            "не найден,не существует,доступ запрещ,доступ закрыт,недоступн,ничего не найдено,попробуйте,перенаправ,\
        удалена,удалено,ошибка|,технические работы,не знайдено,не існує,доступ заборонено,спробуйте",
        ),
        (
            "sv da no fi",
            "hittades inte,finns inte,åtkomst nekad,försök igen,ikke fundet,findes ikke,adgang nægtet,prøv igen,\
        ikke funnet,finnes ikke,ei löytynyt,ei löydy,yritä uudelleen",
        ),
        (
            "hu ro el tr",
            "nem található,nem létezik,hozzáférés megtagadva,nu a fost găsit,nu există,acces interzis,încercați din nou,\
        δεν βρέθηκε,δεν υπάρχει,δοκιμάστε,bulunamadı,erişim engellendi,mevcut değil,tekrar deneyin,yönlendiril",
        ),
        (
            "ar fa he hi",
            "غير موجود,لم يتم العثور,حاول مرة,الوصول مرفوض,یافت نشد,پیدا نشد,دوباره تلاش,לא נמצא,נסה שוב,הגישה נדחתה,\
        नहीं मिला,पुनः प्रयास",
        ),
        (
            "zh ja ko",
            "找不到,不存在,已删除,已刪除,无法访问,無法存取,拒绝访问,请稍后,請稍後,跳转,出错,没有找到,正在加载,\
        見つかりません,存在しません,アクセスが拒否,お待ちください,찾을 수 없,존재하지 않,다시 시도,접근이 거부",
        ),
        ("th vi id", "ไม่พบ,ไม่มีสิทธิ์,ลองอีกครั้ง,không tìm thấy,không tồn tại,thử lại,tidak ditemukan,coba lagi"),
    ],
);
