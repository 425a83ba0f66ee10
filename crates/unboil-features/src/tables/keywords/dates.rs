//! Words that dates are made of.

use super::{KeywordFamily, family};

/// Names of months, and times ago.
pub(super) const DATE: KeywordFamily = family(
    "date",
    "names of months, and times ago",
    &[
        (
            "en",
            "january|,february|,march|,april|,may|,june|,july|,august|,september|,october|,november|,\
        december|,jan|,feb|,mar|,apr|,jun|,jul|,aug|,sep|,sept|,oct|,nov|,dec|,ago|",
        ),
        ("de", "januar|,februar|,märz|,mai|,juni|,juli|,oktober|,dezember|,vor "),
        ("fr", "janvier|,février|,mars|,avril|,juin|,juillet|,août|,septembre|,octobre|,novembre|,décembre|"),
        (
            "es pt",
            "enero|,febrero|,marzo|,abril|,mayo|,junio|,julio|,agosto|,septiembre|,octubre|,\
        noviembre|,diciembre|,janeiro|,fevereiro|,março|,maio|,setembro|,outubro|,dezembro|",
        ),
        ("it", "gennaio|,febbraio|,aprile|,maggio|,giugno|,luglio|,settembre|,ottobre|,dicembre|"),
        (
            "pl cs",
            "stycznia|,lutego|,marca|,kwietnia|,maja|,czerwca|,lipca|,sierpnia|,września|,\
        października|,listopada|,grudnia|,ledna|,února|,března|,dubna|,května|,srpna|,září|,října|",
        ),
        (
            "ru",
            "января|,февраля|,марта|,апреля|,мая|,июня|,июля|,августа|,сентября|,октября|,ноября|,\
        декабря|,назад|",
        ),
        (
            "tr ar",
            "ocak|,şubat|,mayıs|,haziran|,temmuz|,ağustos|,eylül|,ekim|,kasım|,aralık|,يناير,فبراير,\
        مارس,أبريل,مايو,يونيو,يوليو,أغسطس,سبتمبر,أكتوبر,نوفمبر,ديسمبر",
        ),
    ],
);
