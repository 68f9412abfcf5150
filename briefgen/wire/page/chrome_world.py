"""More lines of web pages that are not the story, a table a language; see `chrome_lines` for what they are."""

_ARTICLE = r"[:：].{0,220}"

CHROME_WORLD: dict[str, tuple[str, ...]] = {
    "it": (
        r"pubblicità|annuncio|sponsorizzato|continua a leggere.{0,60}(?<![.!?])",
        (
            rf"(?:leggi|leggere|guarda|ascolta|vedi)(?: anche| l['’]articolo| tutto| di più)\b.{{0,220}}"
            rf"|leggi {_ARTICLE}"
        ),
        r"articoli correlati|ultime notizie|(?:i )?più letti|ti potrebbe interessare.{0,120}",
        r"iscriviti\b.{0,160}|abbonati\b.{0,160}|ricevi .{0,120}newsletter\b.{0,120}|seguici su\b.{0,120}",
        r"condividi(?: su .{0,40}| l['’]articolo)?|stampa|tempo di lettura\b.{0,30}|scrivi alla redazione",
        r"(?:foto|immagine|video|crediti foto)\s?[:©].{0,300}",
        r"(?:utilizziamo|questo sito (?:utilizza|usa))(?: i)? cookie\b.{0,300}|commenti?(?: \(?\d{1,5}\)?)?",
        r"©?\W{0,3}riproduzione (?:è )?riservata.{0,120}|(?:tutti i )?diritti riservati.{0,80}",
    ),
    "pt": (
        r"publicidade|pub|anúncio|continua (?:após|depois)\b.{0,60}(?<![.!?])|a notícia continua\b.{0,60}",
        rf"(?:leia|lê|ler|veja|vê|ouça|assista)(?: também| mais| ainda)\b.{{0,220}}|(?:leia|veja) {_ARTICLE}",
        (
            r"(?:notícias|artigos) relacionad[oa]s|mais (?:lidas|lidos|notícias)|(?:pode"
            r"|poderá) (?:também )?interessar\b.{0,80}"
        ),
        r"(?:assine|subscreva|inscreva-se|cadastre-se)\b.{0,160}|receba .{0,120}(?:newsletter|e-?mail)\b.{0,120}",
        (
            r"siga-nos\b.{0,120}|partilhar?.{0,60}(?<![.!?])|compartilh(?:ar|e)\b.{0,60}(?<![.!?])"
            r"|tempo de leitura\b.{0,30}"
        ),
        r"(?:fotos?|imagem|crédito|legenda)\s?[:©].{0,300}|comentários?(?: \(?\d{1,5}\)?)?",
        r"(?:usamos|utilizamos|este site (?:usa|utiliza)) cookies\b.{0,300}|todos os direitos reservados.{0,80}",
    ),
    "nl": (
        (
            r"advertentie|lees (?:ook|meer|verder)\b.{0,220}|bekijk ook\b.{0,220}|meer over\b.{0,120}(?<![.!?])"
            r"|gerelateerd.{0,60}"
        ),
        (
            r"(?:meld je aan|schrijf je in|abonneer)\b.{0,160}|volg ons\b.{0,120}|deel(?: dit)? (?:artikel"
            r"|op)\b.{0,60}|leestijd\b.{0,30}"
        ),
        (
            r"(?:foto|beeld|video)\s?[:©].{0,300}|reacties?(?: \(?\d{1,5}\)?)?|(?:wij"
            r"|deze site) gebruik\w{0,3} cookies\b.{0,300}"
        ),
        r"om (?:deze|dit) (?:content|inhoud|video|bericht)\b.{0,160}\b(?:toestemming|cookies)\b.{0,160}",
        r"alle rechten voorbehouden.{0,80}|meest gelezen",
    ),
    "sv": (
        (
            r"annons|läs (?:också|även|mer|vidare)\b.{0,220}|se även\b.{0,160}|mest läst|relaterat.{0,60}"
            r"|artikeln fortsätter\b.{0,60}"
        ),
        (
            r"(?:prenumerera|anmäl dig)\b.{0,160}|följ oss\b.{0,120}|dela(?: artikeln| på .{0,40})?"
            r"|kommentarer?(?: \(?\d{1,5}\)?)?"
        ),
        r"(?:foto|bild|arkivbild)\s?[:©/].{0,200}|vi använder (?:cookies|kakor)\b.{0,300}",
    ),
    "da": (
        r"læs (?:også|mere|videre)\b.{0,220}|se også\b.{0,160}|mest læste|artiklen fortsætter\b.{0,60}",
        (
            r"(?:abonnér|tilmeld dig)\b.{0,160}|følg os\b.{0,120}|del (?:artiklen|på)\b.{0,40}"
            r"|kommentarer?(?: \(?\d{1,5}\)?)?"
        ),
        r"vi bruger cookies\b.{0,300}",
    ),
    "fi": (
        r"mainos|siirry (?:toiseen palveluun|sisältöön)",
        r"lue (?:myös|lisää|seuraavaksi)\b.{0,220}|katso myös\b.{0,220}|juttu jatkuu\b.{0,60}|luetuimmat",
        r"(?:tilaa|seuraa meitä)\b.{0,160}(?<![.!?])|jaa(?: artikkeli| .{0,30}ssa)?|kommentit(?: \(?\d{1,5}\)?)?",
        r"(?:kuva|kuvat|arkistokuva)\s?[:©].{0,200}|käytämme evästeitä\b.{0,300}",
    ),
    "pl": (
        r"reklama|(?:czytaj|przeczytaj|zobacz|obejrzyj|sprawdź)(?: też| także| również| więcej| dalej)\b.{0,220}",
        rf"(?:czytaj|zobacz) {_ARTICLE}|dalsza część\b.{{0,80}}|polecane|powiązane.{{0,60}}|najczęściej czytane",
        (
            r"(?:zapisz się|subskrybuj|zasubskrybuj)\b.{0,160}|obserwuj nas\b.{0,120}|udostępnij.{0,60}"
            r"|komentarze?(?: \(?\d{1,5}\)?)?"
        ),
        (
            r"(?:fot\.|foto|zdjęcie|źródło zdjęcia)\s?[:©/].{2,200}|(?:używamy"
            r"|ta strona używa)(?: plików)? cookies\b.{0,300}"
        ),
        r"wszelkie prawa zastrzeżone.{0,120}",
    ),
    "cs": (
        (
            r"reklama|inzerce|(?:čtěte|přečtěte si)(?: také| více| dále)?\b.{0,220}(?<![.!?])|související.{0,60}"
            r"|sdílet.{0,40}"
        ),
        r"foto\s?[:©].{2,200}|tento web používá cookies\b.{0,300}",
    ),
    "hu": (
        (
            r"hirdetés|olvass[ae]? (?:el )?(?:tovább|még|ezt is)\b.{0,220}|kapcsolódó.{0,60}"
            r"|kövess(?:en)? minket\b.{0,120}|megosztás"
        ),
        r"(?:borító)?(?:kép|fotó)\s?[:©].{2,200}",
    ),
    "ru": (
        (
            rf"реклама|(?:читайте|смотрите|слушайте)(?: также| ещ[её]| далее| подробнее)?\s?(?:{_ARTICLE}|(?:также"
            rf"|ещ[её])\b.{{0,200}})"
        ),
        (
            r"(?:читайте|смотрите) (?:также|ещ[её])|по теме\b.{0,160}|(?:ещ[её] )?по теме"
            r"|подробнее\b.{0,120}(?<![.!?])|материалы по теме.{0,120}"
        ),
        (
            r"подпис(?:ывайтесь|аться|ка|итесь)\b.{0,200}|поделиться.{0,60}|комментарии?(?: \(?\d{1,5}\)?)?"
            r"|теги\s?:.{0,200}"
        ),
        r"(?:фото|видео|иллюстрация|автор фото|источник фото)\s?[:©].{2,300}|©.{2,160}",
        (
            r"(?:мы используем|(?:наш|этот) сайт использует)(?: файлы)? (?:cookie|куки)\w*\b.{0,300}"
            r"|(?:все )?права защищены.{0,120}"
        ),
    ),
    "tr": (
        (
            r"reklam|(?:ayrıca|bunu da) oku\w{0,6}\b.{0,220}|ilgili haberler?\b.{0,160}|devamını oku\b.{0,60}"
            r"|abone ol\b.{0,160}|paylaş"
        ),
        (
            r"(?:fotoğraf|foto|görsel)\s?[:©].{2,200}|yorumlar?(?: \(?\d{1,5}\)?)?|bizi takip edin\b.{0,120}"
            r"|tüm hakları saklıdır.{0,120}"
        ),
        r"anadolu ajansı web sitesinde\b.{0,400}",
    ),
    "el": (
        (
            r"διαφήμιση|(?:διαβάστε|δείτε)(?: επίσης| ακόμα| ακόμη| περισσότερα)\b.{0,220}|σχετικά (?:άρθρα"
            r"|θέματα).{0,60}"
        ),
        (
            rf"(?:διαβάστε|δείτε) ?{_ARTICLE}|ακολουθήστε\b.{{0,200}}|εγγραφείτε\b.{{0,200}}|κοινοποίηση|φωτ(?:ό"
            rf"|ογραφία|ο)\.?\s?:.{{2,160}}"
        ),
        r"πηγή\s?:.{2,80}|σχόλια(?: \(?\d{1,5}\)?)?",
    ),
    "ar": (
        (
            r"إعلان|اقر[أا] (?:أيض[اًا]{1,2}|المزيد)\b.{0,220}|(?:شاهد|طالع|انظر) أيض.{0,220}|اقرأ (?:ايضا"
            r"|ايضاً).{0,220}|مواضيع ذات صلة.{0,60}"
        ),
        (
            r"(?:ذات صلة|الأكثر قراءة|أخبار ذات صلة|المزيد من).{0,80}(?<![.!؟])|تابعنا على\b.{0,120}"
            r"|تابعوا?نا\b.{0,120}|شارك.{0,40}(?<![.!؟])"
        ),
        (
            r"(?:اشترك|سجل|للاشتراك|انضم إلى)\b.{0,160}(?<![؟])|(?:الصورة|صورة|المصدر|تصوير)\s?:.{2,160}"
            r"|التعليقات?.{0,20}"
        ),
        r"جميع الحقوق محفوظة.{0,120}|الأخبار المنشورة على الصفحة الرسمية\b.{0,350}",
    ),
    "he": (
        (
            r"פרסומת|(?:קראו|קרא|צפו|ראו) (?:גם|עוד)\b.{0,220}|כתבות נוספות.{0,60}|עוד בנושא.{0,120}|שתפו.{0,40}"
            r"|תגובות(?: \(?\d{1,5}\)?)?"
        ),
        r"(?:צילום|תמונה|קרדיט)\s?:.{2,160}|(?:הירשמו|הצטרפו)\b.{0,160}|כל הזכויות שמורות.{0,120}",
    ),
    "zh": (
        r"[【\[(（]?(?:责任编辑|責任編輯|编辑|編輯|责编|校对|审核|编审|来源|來源|本文来源|稿源)\s?[:：].{1,60}",
        r"(?:阅读下一篇|延伸阅读|相关阅读|相关新闻|相关链接|更多|推荐阅读|延伸閱讀|相關新聞|更多新聞|热点推荐|猜你喜欢)\s?(?:[:：].{0,160})?",
        r"(?:广告|廣告|分享到?|收藏|打印|字体|评论|登录|注册|扫一扫.{0,60}|点击.{0,60}|關注.{0,40}|关注(?:我们|微信|公众号).{0,60})[:：]?",
        r".{0,40}(?:版权所有|未经授权|不得转载|版權所有|禁止轉載).{0,120}",
    ),
    "ja": (
        r"(?:関連記事|関連ニュース|関連リンク|あわせて読みたい|こちらもおすすめ|おすすめ記事|人気記事|アクセスランキング)[:：]?.{0,160}",
        r"(?:広告|スポンサーリンク|PR|シェア|ツイート|続きを読む|もっと見る|会員登録.{0,60}|ログイン.{0,40}|残り\s?\d.{0,30})",
        r"(?:写真|画像|映像|撮影|提供)\s?[:：=＝].{1,120}|.{0,60}(?:無断転載|無断複製|転載を禁).{0,80}",
        r"この記事(?:は|を|の).{0,40}(?:有料|会員|シェア|関連).{0,60}",
    ),
    "ko": (
        (
            r"(?:관련 ?기사|관련 ?뉴스|많이 본 뉴스|추천 ?뉴스|이 시각 뉴스|광고|공유하기|댓글|구독)"
            r"[:：]?.{0,60}(?<![.!?])"
        ),
        r".{0,80}(?:무단 ?전재|재배포 ?금지|무단 ?복제).{0,80}|제보는.{0,120}|[\w.+-]{1,40}@[\w.-]{3,40}",
    ),
}

TAG_LINES_WORLD: tuple[str, ...] = (
    # Where the writer, or whoever asks for help, is reached.
    (
        r"(?=.{0,250}(?:@|\d{3}[ .-]\d{3,4}))(?:(?:or|please|alternatively),? |you (?:can|may) ){0,2}"
        r"(?:reach|contact|e-?mail|call|text|write to)\b[^.!?]{2,90} (?:at|on|by|via)\b.{0,160}"
    ),
    r"(?:edited|adapted|translated|fact[- ]checked)(?: from \w{2,20})? by\s?:?\s(?-i:[A-Z])[^.!?]{2,80}",
    # What the law on securities asks a release to say of itself.
    (
        r"this (?:information|announcement|disclosure|release|stock exchange release) (?:is|was|contains|has been)\b"
        r".{0,200}\b(?:market abuse|disclosure (?:requirements?|obligations?)|securities (?:trading|markets?) act)\b"
        r".{0,150}"
    ),
    r"neither .{3,160} nor .{3,200} accepts? responsibility\b.{0,120}",
    (
        r"(?:\d\d\.\d\d\.\d{4} / \d\d:\d\d \S{3,12} ?)?(?:für den inhalt der (?:mitteilung|meldung) ist der emittent"
        r"|the issuer (?:/ publisher )?is solely responsible)\b.{0,120}"
    ),
    (
        r"(?:\d\d\.\d\d\.\d{4} \S{3,12} )?(?:veröffentlichung einer|dissemination of an?) .{3,160}"
        r"(?:übermittelt durch|transmitted by)\b.{0,120}|(?:die|the) eqs distributions? ?services?\b.{0,200}"
    ),
    r"(?:dieser|der|dieses) (?:artikel|beitrag|text|bericht) (?:wurde|ist|basiert|stammt|entstand)\b.{0,250}",
    (
        r"(?:direkt|übernommen) aus dem dpa-newskanal\b.{0,160}|(?:diese|die) meldung (?:wurde"
        r"|ist)\b.{0,160}redaktion.{0,120}"
    ),
    r"(?:cet|l['’])\s?article (?:a été|est) (?:publié|rédigé|traduit|généré|initialement)\b.{0,250}",
    (
        r"(?:este|esta|el) (?:artículo|texto|noticia|contenido) (?:fue|ha sido|se)\s(?:\w+ )?(?:publicad|traducid"
        r"|generad|elaborad)\w+\b.{0,250}"
    ),
    (
        r"follow .{2,80}(?:coverage|reporting|stories|news)\b.{0,120}https?://\S{1,200}|(?:online"
        r"|on the net)\s?:.{0,200}"
    ),
    (
        r".{0,120}(?:droits (?:de reproduction\b.{0,60})?réservés|derechos reservados|reproducción prohibida"
        r"|prohibida su reproducción).{0,160}"
    ),
)
