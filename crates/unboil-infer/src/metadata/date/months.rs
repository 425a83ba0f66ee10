//! Names of months.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The names of each month, whole and short, in lower case and apart by commas: those of sixty languages that write them with
/// letters, in the forms that stand in dates and alone. A name of two months is that of the language with more readers.
/// Source: Unicode CLDR.
#[rustfmt::skip]
const NAMES: [&str; 12] = [
    "january,jan,enero,ene,janeiro,janvier,janv,januar,gennaio,gen,января,янв,январь,stycznia,sty,styczeń,\
     januari,ocak,oca,ledna,led,leden,tammikuuta,tammi,tammikuu,január,ianuarie,ian,ιανουαρίου,ιαν,\
     ιανουάριος,січня,січ,січень,януари,яну,siječnja,sij,siječanj,јануар,јан,januára,јануари,sausio,saus,\
     sausis,janvāris,jaanuar,jaan,gener,xaneiro,xan,urtarrila,urt,janúar,eanáir,ean,ionawr,ion,janar,yanvar,\
     yan,қаңтар,қаң,студзеня,сту,студзень,januarie,ינואר,ינו׳,يناير,ژانویه,جنوری,जनवरी,जन॰,জানুয়ারি,জানু,\
     जानेवारी,जाने,ஜனவரி,ஜன,జనవరి,జన,มกราคม,ม.ค,ဇန်နဝါရီ,ဇန်,იანვარი,იან,հունվարի,հնվ,հունվար,jän,ianu,siječ,\
     جانفي,כינואר,jänner",
    "february,feb,febrero,fevereiro,fev,février,févr,februar,febbraio,февраля,февр,февраль,lutego,lut,luty,\
     februari,şubat,şub,února,úno,únor,helmikuuta,helmi,helmikuu,február,febr,februarie,φεβρουαρίου,φεβ,\
     φεβρουάριος,лютого,лют,лютий,февруари,фев,veljače,velj,veljača,фебруар,феб,februára,vasario,vas,vasaris,\
     februāris,veebruar,veebr,febrer,febreiro,otsaila,ots,febrúar,feabhra,feabh,chwefror,chwef,chw,shkurt,\
     shk,fevral,ақпан,ақп,лютага,люты,pebrero,peb,פברואר,פבר׳,فبراير,شباط,فوریه,فروری,फ़रवरी,फ़र॰,\
     ফেব্রুয়ারি,ফেব,फेब्रुवारी,फेब्रु,फेब्रुअरी,பிப்ரவரி,பிப்,ఫిబ్రవరి,ఫిబ్ర,กุมภาพันธ์,ก.พ,ဖေဖော်ဝါရီ,ဖေ,\
     თებერვალი,თებ,փետրվարի,փտվ,փետրվար,fév,sub,फरवरी,fevr,фебр,feber",
    "march,mar,marzo,março,mars,märz,mär,марта,мар,март,marca,marzec,maart,mrt,mart,března,bře,březen,marts,\
     maaliskuuta,maalis,maaliskuu,március,márc,martie,μαρτίου,μαρ,μάρτιος,μάρ,березня,бер,березень,ožujka,\
     ožu,ožujak,marec,kovo,kov,kovas,märts,març,martxoa,márta,mawrth,maw,наурыз,нау,сакавіка,сак,сакавік,\
     maret,mac,machi,marso,מרץ,مارس,آذار,مارچ,मार्च,মার্চ,மார்ச்,மார்,మార్చి,มีนาคม,มี.ค,မတ်,მარტი,მარ,մարտի,\
     մրտ,մարտ,mrz,már,maa",
    "april,apr,abril,abr,avril,avr,aprile,апреля,апр,апрель,kwietnia,kwi,kwiecień,nisan,nis,dubna,dub,duben,\
     huhtikuuta,huhti,huhtikuu,április,ápr,aprilie,απριλίου,απρ,απρίλιος,квітня,квіт,квітень,април,travnja,\
     tra,travanj,apríla,apríl,balandžio,bal,balandis,aprīlis,aprill,d’abril,d’abr,apirila,api,aibreán,aib,\
     ebrill,ebr,prill,pri,aprel,сәуір,сәу,красавіка,кра,красавік,aprili,אפריל,אפר׳,أبريل,نيسان,آوریل,اپریل,\
     अप्रैल,এপ্রিল,এপ্রি,एप्रिल,एप्रि,अप्रिल,ஏப்ரல்,ஏப்,ఏప్రిల్,ఏప్రి,เมษายน,เม.ย,ဧပြီ,აპრილი,აპრ,ապրիլի,ապր,\
     ապրիլ,кві,ابريل,крас",
    "may,mayo,maio,mai,maggio,mag,мая,май,maja,maj,mei,mayıs,května,kvě,květen,toukokuuta,touko,toukokuu,\
     május,máj,μαΐου,μαΐ,μάιος,μάι,травня,трав,травень,svibnja,svi,svibanj,мај,mája,gegužės,geg,gegužė,maijs,\
     maig,maiatza,maí,bealtaine,beal,мамыр,мам,מאי,مايو,ماي,أيار,مه,مئی,मई,মে,मे,மே,మే,พฤษภาคม,พ.ค,မေ,მაისი,\
     მაი,մայիսի,մյս,մայիս,тра,μαι",
    "june,jun,junio,junho,juin,juni,giugno,giu,июня,июн,июнь,czerwca,cze,czerwiec,haziran,haz,června,čvn,\
     červen,kesäkuuta,kesä,kesäkuu,június,jún,iunie,iun,ιουνίου,ιουν,ιούνιος,ιούν,червня,черв,червень,юни,\
     lipnja,lipanj,јун,júna,junij,јуни,birželio,birž,birželis,jūnijs,jūn,juuni,juny,xuño,ekaina,eka,júní,\
     meitheamh,meith,mehefin,meh,qershor,qer,iyun,iyn,маусым,мау,чэрвеня,чэр,чэрвень,junie,hunyo,hun,יוני,\
     يونيو,حزيران,ژوئن,جون,जून,জুন,जुन,ஜூன்,జూన్,มิถุนายน,มิ.ย,ဇွန်,ივნისი,ივნ,հունիսի,հնս,հունիս,jui,чер,\
     čer",
    "july,jul,julio,julho,juillet,juil,juli,luglio,lug,июля,июл,июль,lipca,lip,lipiec,temmuz,tem,července,\
     čvc,červenec,heinäkuuta,heinä,heinäkuu,július,júl,iulie,iul,ιουλίου,ιουλ,ιούλιος,ιούλ,липня,лип,липень,\
     юли,srpnja,srpanj,јул,júla,julij,јули,liepos,liep,liepa,jūlijs,jūl,juuli,juliol,xullo,xul,uztaila,uzt,\
     júlí,iúil,gorffennaf,gorff,gor,korrik,korr,iyul,iyl,шілде,шіл,ліпеня,ліп,ліпень,julai,julie,hulyo,hul,\
     יולי,يوليو,يوليوز,تموز,ژوئیه,جولائی,जुलाई,जुल॰,জুলাই,জুল,जुलै,ஜூலை,జులై,กรกฎาคม,ก.ค,ဇူလိုင်,ဇူ,ივლისი,\
     ივლ,հուլիսի,հլս,հուլիս",
    "august,aug,agosto,ago,août,августа,авг,август,sierpnia,sie,sierpień,augustus,ağustos,ağu,srpna,srp,\
     srpen,augusti,elokuuta,elo,elokuu,augusztus,αυγούστου,αυγ,αύγουστος,αύγ,серпня,серп,серпень,kolovoza,\
     kol,kolovoz,avgust,avg,augusta,rugpjūčio,rugp,rugpjūtis,augusts,d’agost,d’ag,agost,ag,abuztua,abu,ágúst,\
     ágú,lúnasa,lún,awst,gusht,gush,avqust,avq,тамыз,там,жніўня,жні,жнівень,agustus,agu,ogos,ogo,agosti,\
     אוגוסט,אוג׳,أغسطس,غشت,آب,اوت,اگست,अगस्त,अग॰,আগস্ট,আগ,ऑगस्ट,ऑग,अगस्ट,ஆகஸ்ட்,ஆக,ఆగస్టు,ఆగ,สิงหาคม,ส.ค,\
     ဩဂုတ်,აგვისტო,აგვ,օգոստոսի,օգս,օգոստոս,aoû,aou,сер,اغسطس",
    "september,sep,septiembre,sept,setembro,set,septembre,settembre,сентября,сент,сентябрь,września,wrz,\
     wrzesień,eylül,eyl,září,zář,syyskuuta,syys,syyskuu,szeptember,szept,septembrie,σεπτεμβρίου,σεπ,\
     σεπτέμβριος,вересня,вер,вересень,септември,сеп,rujna,ruj,rujan,septembar,септембар,septembra,rugsėjo,\
     rugs,rugsėjis,septembris,setembre,iraila,ira,mfómh,medi,shtator,sht,sentyabr,sen,қыркүйек,қыр,верасня,\
     верасень,septemba,setyembre,ספטמבר,ספט׳,سبتمبر,شتنبر,أيلول,سپتامبر,ستمبر,सितंबर,सित॰,সেপ্টেম্বর,সেপ,\
     সেপ্ট,सप्टेंबर,सप्टें,सेप्टेम्बर,செப்டம்பர்,செப்,సెప్టెంబర్,సెప్టెం,กันยายน,ก.ย,စက်တင်ဘာ,စက်,სექტემბერი,\
     სექ,սեպտեմբերի,սեպ,սեպտեմբեր,сен,सितम्बर,септ,sett",
    "october,oct,octubre,outubro,out,octobre,oktober,okt,ottobre,ott,октября,окт,октябрь,października,paź,\
     październik,ekim,eki,října,říj,říjen,lokakuuta,loka,lokakuu,október,octombrie,οκτωβρίου,οκτ,οκτώβριος,\
     жовтня,жовт,жовтень,октомври,oktobar,октобар,októbra,spalio,spal,spalis,oktobris,oktoober,d’octubre,\
     d’oct,urria,urr,dfómh,hydref,hyd,tetor,tet,oktyabr,қазан,қаз,кастрычніка,кас,кастрычнік,oktoba,oktubre,\
     אוקטובר,אוק׳,أكتوبر,اکتبر,اکتوبر,अक्टूबर,अक्टू॰,অক্টোবর,অক্টো,ऑक्टोबर,ऑक्टो,अक्टोबर,அக்டோபர்,அக்,\
     అక్టోబర్,అక్టో,ตุลาคม,ต.ค,အောက်တိုဘာ,အောက်,ოქტომბერი,ოქტ,հոկտեմբերի,հոկ,հոկտեմբեր,жов,اكتوبر",
    "november,nov,noviembre,novembro,novembre,ноября,нояб,ноябрь,listopada,lis,listopad,kasım,kas,listopadu,\
     marraskuuta,marras,marraskuu,noiembrie,νοεμβρίου,νοε,νοέμβριος,νοέ,листопада,лист,листопад,ноември,ное,\
     studenoga,stu,studeni,novembar,новембар,нов,novembra,lapkričio,lapkr,lapkritis,novembris,azaroa,aza,\
     nóvember,nóv,samhain,samh,tachwedd,tach,nëntor,nën,noyabr,noy,қараша,қар,лістапада,ліс,лістапад,novemba,\
     nobyembre,nob,נובמבר,נוב׳,نوفمبر,نونبر,نوامبر,نومبر,नवंबर,नव॰,নভেম্বর,নভে,नोव्हेंबर,नोव्हें,नोभेम्बर,\
     நவம்பர்,நவ,నవంబర్,నవం,พฤศจิกายน,พ.ย,နိုဝင်ဘာ,နို,ნოემბერი,ნოე,նոյեմբերի,նոյ,նոյեմբեր,ноя,лис,नवम्बर,noi,\
     ноем",
    "december,dec,diciembre,dic,dezembro,dez,décembre,déc,dezember,dicembre,декабря,дек,декабрь,grudnia,gru,\
     grudzień,aralık,ara,prosince,pro,prosinec,desember,des,joulukuuta,joulu,joulukuu,decembrie,δεκεμβρίου,\
     δεκ,δεκέμβριος,грудня,груд,грудень,декември,prosinca,prosinac,decembar,децембар,дец,decembra,gruodžio,\
     gruod,gruodis,decembris,detsember,dets,desembre,decembro,abendua,abe,nollaig,noll,rhagfyr,rhag,dhjetor,\
     dhj,dekabr,dek,желтоқсан,жел,снежня,сне,снежань,disember,dis,desemba,disyembre,דצמבר,דצמ׳,ديسمبر,دجنبر,\
     دسامبر,دسمبر,दिसंबर,दिस॰,ডিসেম্বর,ডিসে,डिसेंबर,डिसें,डिसेम्बर,டிசம்பர்,டிச,డిసెంబర్,డిసెం,ธันวาคม,ธ.ค,\
     ဒီဇင်ဘာ,ဒီ,დეკემბერი,დეკ,դեկտեմբերի,դեկ,դեկտեմբեր,гру,दिसम्बर",
];

/// Those of English, the only ones whose short forms stand before the day.
#[rustfmt::skip]
const ENGLISH: &[&str] = &[
    "jan", "january", "feb", "february", "mar", "march", "apr", "april", "may", "jun", "june", "jul", "july",
    "aug", "august", "sep", "sept", "september", "oct", "october", "nov", "november", "dec", "december",
];

/// The month of each name.
static MONTHS: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| {
    let of_month = |(month, names): (u32, &'static str)| names.split(',').map(move |name| (name, month));
    (1..).zip(NAMES).flat_map(of_month).collect()
});

/// The month of a name, 1 to 12.
pub(super) fn number(word: &str) -> Option<u32> {
    let lower = word.to_lowercase().replace("i̇", "i");
    // Hebrew writes "in" and "to" with the name.
    let bare = lower.strip_prefix(['ב', 'ל']).unwrap_or(&lower);
    MONTHS.get(lower.as_str()).or_else(|| MONTHS.get(bare)).copied()
}

/// Whether a word is the name of a month in English, whole or short, in whatever case.
pub(in crate::metadata) fn is_english_month(word: &str) -> bool {
    ENGLISH.iter().any(|name| name.eq_ignore_ascii_case(word))
}
