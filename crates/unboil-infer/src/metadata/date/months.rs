//! Names of months.

/// The beginnings of the names of each month, in lower case and apart by commas, in the languages that write them with
/// letters. A word is
/// a month's name if it begins so; of two that fit, the longer one counts.
const NAMES: [&str; 12] = [
    "jan,jän,gen,ene,янв,січ,sty,led,ianu,ιαν,oca,tammi,sij,siječ,يناير,جانفي,כינואר,ינואר,जनवरी,มกราคม,\
     ม.ค,hun,сту,јан,janv",
    "feb,fév,fev,фев,лют,lut,úno,φεβ,şub,sub,helmi,velj,فبراير,פברואר,फ़रवरी,फरवरी,กุมภาพันธ์,ก.พ,fevr,\
     фебр",
    "mar,mär,mrz,мар,бер,bře,μαρ,maalis,ožu,مارس,מרץ,मार्च,มีนาคม,มี.ค,már,maa,mrt,maart,martie,сак",
    "apr,avr,abr,апр,кві,kwi,dub,απρ,nis,huhti,tra,أبريل,ابريل,אפריל,अप्रैल,เมษายน,เม.ย,ápr,крас",
    "may,mai,mag,maj,mei,май,мая,мај,тра,kvě,μαΐ,μαι,μάι,touko,svi,مايو,מאי,मई,พฤษภาคม,พ.ค,máj,maio,\
     mayo",
    "jun,jui,giu,июн,чер,cze,čer,ιουν,haz,kesä,lip,يونيو,יוני,जून,มิถุนายน,มิ.ย,jún,juin,iun,юни,јун",
    "jul,juil,lug,июл,лип,lipca,lipiec,červenec,července,ιουλ,tem,heinä,srp,يوليو,יולי,जुलाई,กรกฎาคม,\
     ก.ค,júl,iul,юли,јул",
    "aug,aoû,aou,ago,авг,сер,sie,srpna,srpen,αυγ,αύγ,ağu,agu,elo,kol,أغسطس,اغسطس,אוגוסט,अगस्त,สิงหาคม,\
     ส.ค,жні",
    "sep,set,сен,вер,wrz,zář,σεπ,eyl,syys,ruj,سبتمبر,ספטמבר,सितंबर,सितम्बर,กันยายน,ก.ย,szept,септ",
    "oct,okt,out,ott,окт,жов,paź,říj,οκτ,eki,loka,lis,أكتوبر,اكتوبر,אוקטובר,अक्टूबर,ตุลาคม,ต.ค,кас",
    "nov,ноя,лис,listopada,listopad,νοέ,νοε,kas,marras,stu,نوفمبر,נובמבר,नवंबर,नवम्बर,พฤศจิกายน,พ.ย,noi,\
     ноем,нов",
    "dec,dez,déc,dic,дек,гру,gru,pro,δεκ,ara,joulu,des,ديسمبر,דצמבר,दिसंबर,दिसम्बर,ธันวาคม,ธ.ค,сне,дец",
];
/// Letters of the longest name.
const MAX_LETTERS: usize = 14;

/// The month of a name, 1 to 12.
pub(super) fn number(word: &str) -> Option<u32> {
    if word.chars().count() > MAX_LETTERS || word.chars().count() < 3 {
        return None;
    }
    let lower = word.to_lowercase().replace("i̇", "i");
    let bare = lower.strip_prefix(['ב', 'ל']).unwrap_or(&lower);
    let length = |names: &str| {
        let fits = names.split(',').filter(|name| bare.starts_with(name) || lower.starts_with(name));
        fits.map(str::len).max()
    };
    let (month, _) = NAMES
        .iter()
        .enumerate()
        .filter_map(|(month, names)| length(names).map(|length| (month, length)))
        .max_by_key(|(_, length)| *length)?;
    u32::try_from(month + 1).ok()
}
