//! Words by which a site speaks of itself and to its readers.

/// First person plural, as whole tokens, by language.
pub(crate) static WE: &[(&str, &str)] = &[
    ("en", "we us our ours ourselves"),
    ("de", "wir uns unser unsere unserer unserem unseren unseres"),
    ("fr", "nous notre nos"),
    (
        "es pt it",
        "nosotros nuestro nuestra nuestros nuestras nós nosso nossa nossos nossas noi nostro nostra nostri",
    ),
    ("nl sv", "wij ons onze vi oss vår våra"),
    ("pl cs", "nas nam nami nasz nasza nasze naszej naszych naszego nás nám náš naše naší našich"),
    ("ru", "мы нас нам нами наш наша наше наши нашего нашей наших нашу"),
    ("el tr", "εμείς μας biz bizim bize"),
    ("ar he", "نحن لنا אנחנו שלנו לנו"),
];

/// Second person, as whole tokens, by language.
pub(crate) static YOU: &[(&str, &str)] = &[
    ("en", "you your yours yourself"),
    ("de", "ihnen ihr ihre ihrer ihrem ihren du dich dir dein deine deiner deinem deinen euch euer eure"),
    ("fr", "vous votre vos toi tes"),
    (
        "es pt it",
        "usted ustedes tú tus vosotros vuestro vuestra você vocês seu sua voi vostro vostra tuo tua tuoi",
    ),
    ("nl sv", "uw jij jou jouw jullie dig din ditt dina er era"),
    ("pl cs", "was wam wami wasz wasza wasze waszej ci twój twoja twoje swój vás vám váš vaše vaší vašich"),
    ("ru", "вы вас вам вами ваш ваша ваше ваши вашего вашей ваших вашу ты тебе тебя твой"),
    ("el tr", "εσείς σας εσάς siz sizin size sana senin"),
    ("ar he", "لكم لك أنت أنتم אתם לכם שלכם אתה"),
];

/// The same in languages that are written without spaces: matched within the text.
pub(crate) static WE_UNSPACED: &[&str] =
    &["我们", "我們", "本站", "本刊", "本报", "本網", "当サイト", "当社", "弊社", "私たち", "เรา"];

/// See [`WE_UNSPACED`].
pub(crate) static YOU_UNSPACED: &[&str] = &["您", "你", "あなた", "皆様", "お客様", "คุณ", "ท่าน"];
