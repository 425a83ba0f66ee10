use super::*;

#[track_caller]
fn check(text: &str, language: &str, expected: Option<&str>) {
    let found = first(text, Order::of(language)).map(|date| date.to_string());
    assert_eq!(found.as_deref(), expected, "{text}");
}

#[test]
fn dates_are_read_in_many_ways() {
    check("2024-05-31", "", Some("2024-05-31"));
    check("5 ม.ค. 2567", "th", Some("2024-01-05"));
    check("31 พ.ค. 2567", "th", Some("2024-05-31"));
    check("2024-05-31T08:30:00.123+02:00", "", Some("2024-05-31T08:30:00+02:00"));
    check("2024-05-31 08:30", "", Some("2024-05-31T08:30"));
    check("2024-05-31T08:30:05+0200", "", Some("2024-05-31T08:30:05+02:00"));
    check("20240531", "", Some("2024-05-31"));
    check("Fri, 31 May 2024 10:00:00 GMT", "en", Some("2024-05-31"));
    check("Posted on May 31st, 2024 by A", "en", Some("2024-05-31"));
    check("5/31/2024", "de", Some("2024-05-31"));
    check("5/6/2024", "en-US", Some("2024-05-06"));
    check("5/6/2024", "en-GB", Some("2024-06-05"));
    check("5.6.24", "de", Some("2024-06-05"));
    check("31. Mai 2024", "de", Some("2024-05-31"));
    check("Am 3. März 2021 um 8", "de", Some("2021-03-03"));
    check("31 de mayo de 2024", "es", Some("2024-05-31"));
    check("1er février 2023", "fr", Some("2023-02-01"));
    check("31 мая 2024 г.", "ru", Some("2024-05-31"));
    check("12 lipca 2022", "pl", Some("2022-07-12"));
    check("12. července 2022", "cs", Some("2022-07-12"));
    check("3 Haziran 2020", "tr", Some("2020-06-03"));
    check("2024年5月31日", "zh", Some("2024-05-31"));
    check("2024년 5월 31일", "ko", Some("2024-05-31"));
    check("31 พฤษภาคม 2567", "th", Some("2024-05-31"));
    check("ngày 31 tháng 5 năm 2024", "vi", Some("2024-05-31"));
    check("31 مايو 2024", "ar", Some("2024-05-31"));
    check("2024 m. gegužės 31 d.", "lt", Some("2024-05-31"));
    check("31 mai 2024", "nb", Some("2024-05-31"));
    check("31 মে 2024", "bn", Some("2024-05-31"));
    check("٣١ مايو ٢٠٢٤", "ar", Some("2024-05-31"));
    check("٢٠٢٤/٠٥/٣١", "ar", Some("2024-05-31"));
    check("३१ मई २०२४", "hi", Some("2024-05-31"));
    check("৩১ মে ২০২৪", "bn", Some("2024-05-31"));
    check("๓๑ พฤษภาคม ๒๕๖๗", "th", Some("2024-05-31"));
    check("２０２４年５月３１日", "ja", Some("2024-05-31"));
    check("۱۰ خرداد ۱۴۰۳", "fa", None);
    check("31 Mei 2024", "id", Some("2024-05-31"));
    check("ב-31 במאי 2024", "he", Some("2024-05-31"));
    check("11 prosince 2021", "cs", Some("2021-12-11"));
    check("Tue Mar  6 14:02:11 2012", "", Some("2012-03-06"));
    check("Tue Mar  6 14:02:11 CET 2012", "", Some("2012-03-06"));
    check("Mon Aug 22 16:45 PDT 2022", "", Some("2022-08-22"));
    check("Wed Aug 27 13:08:45 +0000 2008", "", Some("2008-08-27"));
}

#[test]
fn what_is_no_date_is_not_read() {
    for text in [
        "",
        "2024",
        "31.2.2024",
        "version 1.2.34.5",
        "10-20-30",
        "May 2024",
        "1/2",
        "32 May 2024",
        "99999999",
        "iPad Pro 11 2021",
        "Top 10 Marketing 2024",
        "Julia, 3, 2024",
        "May 3 10:00 rivers 2024",
        "May 3 10 2024",
    ] {
        check(text, "en", None);
    }
}

#[test]
fn addresses_have_days_between_slashes() {
    let check = |url: &str, expected: Option<&str>| {
        let found = in_address(url).map(|found| found.value.to_string());
        assert_eq!(found.as_deref(), expected, "{url}");
    };
    check("https://a.example/2024/05/31/title", Some("2024-05-31"));
    check("https://a.example/title-2024-05-31.html", Some("2024-05-31"));
    check("https://a.example/2024/05/title", None);
    check("https://a.example/12345/6/7", None);
    check("https://a.example/2024/05/10", Some("2024-05-10"));
    check("https://a.example/2024/05/10?page=2", Some("2024-05-10"));
    check("https://a.example/2024/05/10-best-rivers/", None);
    check("https://a.example/2024/05/10best", None);
}
