"""The lines of a web page that are not the story, as data: a table a language, and what is alike in all of them.

Every pattern is of a whole line, whatever its case, and is bounded; credits are of the end of a line. Parts of a table
are alternatives; what spans two rows stands in brackets.
"""

_OUTLETS = (
    r"(?:facebook|twitter|x|instagram|linkedin|whats ?app|telegram|you ?tube|tik ?tok|blue ?sky|mastodon|threads|"
    r"reddit|pinterest|google(?: news)?|flipboard|snapchat|xing|messenger|signal|e-?mail)"
)
# In a page it is of its frame; in copy that was taken from one, it is no sentence of the story.
_STANDARDS = r"our standards: the .{0,80}trust principles.{0,60}|(?:acquire|purchase) licensing rights.{0,60}"

CHROME: dict[str, tuple[str, ...]] = {
    "any": (
        r"\(?©\s?[^.]{2,60}\)?",
        rf"{_OUTLETS}(?:[\s,|/·•]{{1,4}}(?:(?:and|und|et|y|og)\s)?{_OUTLETS}){{0,12}}",
        r"(?-i:FILE)(?: PHOTO)?\s?[-–—:]\s.{5,380}|file (?:photo|picture|image)\b.{0,300}",
        r"https?://\S{3,300}",
        (
            r"[^.!?]{0,80}\b(?:read more|läs mer|les mer|læs mere|lees meer|leia mais|leer más|lire plus)(?: here| här"
            r"| her| hier"
            r"| ici| aquí)?\W{0,4}"
        ),
        r"@\w{2,40}",
        r"[^.!?]{0,90}\b(?:canale?|channel|kanal|kanaal)\W(?:\w{1,4}\W)?(?:whats ?app|telegram)\b[^.!?]{0,90}",
        r"[^.!?]{0,90}\b(?:whats ?app|telegram)[- ](?:channel|kanal|kanaal|canale?)\b[^.!?]{0,90}",
        r"\[?(?:…|\.\.\.)\]?",
        r"newsletters?|podcasts?|videos?|tags?|topics?|e-?mail|print|menu|login|cookies?",
        r"404\b.{0,60}",
    ),
    "en": (
        r"(?:story |article |content )?continues? (?:below|after)(?: (?:this )?(?:advertisement|ad|promotion))?",
        r"(?:advertisements?|ad|sponsored(?: content| by.{0,60})?|promoted(?: content)?|scroll to continue.{0,80})",
        r"(?:skip|jump) (?:to (?:main )?(?:content|navigation|article|comments)|(?:past|this|the) .{0,60})",
        r"(?:please )?sign[ -]?up (?:for|to|here|now|today|below|and)\b.{0,250}",
        r"(?:please )?subscribe(?: (?:to|now|for|here|today|and|on)\b.{0,250})?",
        (
            r"(?:get|receive|want) .{0,120}(?:newsletters?|inbox|briefing|alerts|app|to your (?:phone"
            r"|e-?mail))\b.{0,160}"
        ),
        r"(?:download|install) (?:the|our) .{0,60}app\b.{0,120}",
        r"(?:our|this) (?:free |daily |weekly |morning )*newsletters?\b.{0,160}",
        (
            r"(?:send|e-?mail|share|print|save|copy)(?: on| via| to| with)? (?:this|the)\b (?:page|article|story"
            r"|post|video|item|link)\b.{0,80}"
        ),
        rf"share(?: on| via| to)? ?{_OUTLETS}?|copy link",
        (
            r"(?:follow|like|find|join|connect with|message) (?:us|him|her|them|@?[\w. ]{2,40}) (?:on|at|via)"
            rf" {_OUTLETS}\b.{{0,120}}"
        ),
        r"(?:follow|join|find) us\b.{0,160}",
        r"(?:read|see|watch|view|listen|learn|more|explore)(?: more| also| next| now| on)?\s?[:|>»].{0,220}",
        (
            r"(?:read|see|learn|view|show|load|discover) (?:more|all|also)(?: (?:stories|news|about|from|on|in"
            r"|here|at)\b.{0,160})?[.:…>»\W]{0,4}"
        ),
        (
            r"(?:related|recommended|trending|popular|latest|top|more|most|further|suggested|don'?t miss|in case"
            r" you missed it)(?: (?:stories|story|articles?|news|topics?|content|coverage|reading|read|viewed"
            r"|popular|links?|videos?|posts?|tags|now|for you|on this(?: story)?|in this (?:story|section)"
            r"|headlines)){0,3}(?:\s?:.{0,220})?"
        ),
        r"more (?:from|on|in) .{2,80}(?<![.!?])",
        r"what to read next|you (?:may|might) (?:also )?(?:like|be interested in).{0,80}|up next",
        r"read next|editors?['’] picks",
        r"listen (?:to this|now)\b.{0,120}|\d{1,3} ?min(?:ute)?s? (?:read|listen|ago)",
        r"reading time\b.{0,30}",
        (
            r"(?:the |this )?audio(?: version)?(?: of this (?:article|story))? (?:is|was|has been)\b[^.!?]{0,40}"
            r"(?:generated|synthetic|automated)\b.{0,120}"
        ),
        (
            r"(?:photos?|image|picture|video|graphic|illustration|photograph)s?(?: credit| by| courtesy|"
            r" caption)?\s?[:©].{0,300}"
        ),
        r"(?:image|photo|video) (?:source|caption|credit|copyright)\b.{0,300}",
        r"(?:this|our) (?:web ?)?site(?: and our partners)? uses? cookies.{0,300}",
        r"we(?: and our partners)? use cookies.{0,300}",
        (
            r"by (?:continuing|clicking|using|signing|subscribing)\b.{0,250}(?:cookies|privacy (?:policy|notice)"
            r"|terms (?:of|and))\b.{0,100}"
        ),
        r"(?:accept|reject|manage|allow)(?: all)? cookies|cookie (?:policy|settings|notice|preferences)",
        r"privacy policy|terms of (?:use|service)",
        (
            r"(?:your|our|for more|read|see|view) [^.!?]{0,160}\bprivacy (?:policy|notice|(?:collection )?statement)\b"
            r"(?: (?:and|apply|for|here|page)\b[^.!?]{0,60})?\W{0,3}"
        ),
        r"while you(?:'re|’re| are) here\b.{0,300}|[^.!?]{0,80}\bplease enable javascript\b.{0,200}",
        r"[^.!?]{0,9}\btranscripts? (?:is|are|was|were|may)\b[^.!?]{0,60}\b(?:machine|rush|generated|lightly)\b.{0,99}",
        r"thanks for reading\b.{0,250}|[^.!?]{2,80} is a reader-supported publication\b.{0,250}",
        r"(?:please )?(?:enable|turn on) (?:javascript|cookies)\b.{0,200}",
        r"(?:you need|this (?:page|site|video) requires) .{0,40}javascript.{0,200}",
        r"(?:javascript|your browser) (?:is|has|does|must)\b.{0,250}|access denied.{0,60}",
        r"page not found.{0,60}",
        r"(?:are you|confirm you are|verify (?:that )?you are)(?: not)? (?:a )?(?:human|robot)\b.{0,100}",
        r"this material may not be published\b.{0,200}",
        _STANDARDS,
        r"(?:(?:do you )?have|got) (?:a|any) (?:news )?(?:tip|story|question|comment|correction)s?\b.{0,200}",
        r"(?=.{0,250}(?:@|\d{3}))[^.!?]{2,90} (?:can|may) be (?:reached|contacted) (?:at|by|on|via)\b.{0,160}",
        r"(?:contact|e-?mail) (?:us|the (?:author|reporter|writer|newsroom|editor))\b.{0,160}",
        r"(?:click|tap) (?:here|to)\b.{0,160}|back to top|loading(?:…|\.\.\.)?",
        r"log ?in(?: to .{0,60})?|register(?: now)?",
        r"(?:leave|post|add|write) a (?:comment|reply)",
        r"(?:view|show|join)? ?(?:the )?(?:\d{1,5} )?comments?(?: \(?\d{1,5}\)?)?",
        r"join the conversation.{0,80}",
        r"the post .{1,250} (?:appeared first|first appeared) on .{1,120}",
        # WordPress, in the language of the site.
        r"der beitrag .{1,250} erschien zuerst auf .{1,120}|het bericht .{1,250} verscheen eerst op .{1,120}",
        r"l['’]article .{1,250} est apparu en premier sur .{1,120}|l['’]articolo .{1,250} proviene da .{1,120}",
        r"la entrada .{1,250} (?:se publicó primero|apareció primero|aparece primero) en .{1,120}",
        r"o (?:post|conteúdo|artigo) .{1,250} (?:aparece|apareceu) primeiro (?:em|no) .{1,120}",
        r"inlägget .{1,250} dök först upp på .{1,120}|innlegget .{1,250} dukket først opp på .{1,120}",
        r"(?:continue|keep) reading\b.{0,200}",
        r"(?:view|read) (?:the )?(?:original|full|entire|whole) .{0,200}",
        r"support (?:our|quality|independent) journalism.{0,200}",
        r"(?:[^.!?]{2,60}\? )?(?:already a|become a) (?:subscriber|member)\b.{0,120}",
    ),
    "de": (
        r"anzeigen?|werbung|inhalt",
        r"mehr (?:zum thema|dazu|news|nachrichten|aus|von|über|lesen)\b.{0,120}(?<![.!?])",
        r"zum thema\b.{0,60}(?<![.!?])",
        r"lesen sie (?:auch|mehr|hier|dazu|weiter)\b.{0,220}|(?:weiter|mehr)lesen\b.{0,120}",
        r"lesetipps?\b.{0,120}|auch interessant\b.{0,160}",
        r"(?:jetzt |hier |den |unser(?:en)? |zum )*(?:newsletter|nachrichten-app)\b.{0,160}",
        r"(?:abonnieren|melden) sie\b.{0,160}(?:newsletter|kanal|an)\b.{0,80}",
        r"jetzt (?:abonnieren|anmelden|registrieren).{0,80}",
        r"(?:diesen )?(?:artikel|beitrag) (?:teilen|anhören|drucken|merken|versenden|vorlesen)\b.{0,80}",
        r"(?:teilen|drucken|senden|merken|vorlesen)",
        rf"(?:auf|per|via|bei) {_OUTLETS} teilen|teilen (?:auf|per|via) .{{0,40}}",
        r"folgen sie uns\b.{0,160}",
        (
            r"(?:foto|bild|fotos|bilder|grafik|video|symbolbild|archivbild|symbolfoto|archivfoto"
            r"|bildunterschrift)\s?[:©].{0,300}"
        ),
        r"stand\s?:\s?\d.{0,40}|(?:dieses thema im programm|über dieses thema berichteten?)\b.{0,250}",
        r"lesezeit\b.{0,30}|\d{1,3} min(?:uten)?\.? lesezeit",
        (
            r"(?:wir|diese (?:web)?seite|unsere (?:web)?seiten?) (?:verwenden|nutzen|verwendet|nutzt|benutzt)"
            r" cookies\b.{0,300}"
        ),
        r"bitte (?:aktivieren|erlauben) sie (?:javascript|cookies)\b.{0,120}",
        r"(?:\d{1,5} )?kommentare?(?: \(?\d{1,5}\)?)?|kommentar schreiben|nach oben|zur startseite",
        (
            r"(?:um|damit) .{0,30}\bdiese[nrs]? (?:inhalte?|video|beitrag|tweet|post|karte)\b.{0,160}"
            r"\b(?:javascript|cookies|zustimm\w+|einwillig\w+|aktivier\w+|externe\w{0,2} inhalte?)\b.{0,160}"
        ),
        r"an dieser stelle finden sie\b.{0,250}|(?:externer|empfohlener) (?:\w+ )?inhalt\b.{0,60}",
        r"startseite|impressum|datenschutz.{0,30}",
    ),
    "fr": (
        r"publicité|annonce|la suite après (?:cette|la) publicité",
        r"(?:à )?lire (?:aussi|la suite|également|plus|ensuite)\b.{0,220}",
        r"(?:à )?(?:voir|écouter|relire) (?:aussi|également)\b.{0,220}",
        r"à (?:lire|voir|écouter)\s?:.{0,220}|sur le même sujet.{0,60}|(?:les )?plus lus?",
        r"(?:inscrivez|abonnez)-vous\b.{0,200}",
        r"(?:recevez|recevoir) .{0,120}(?:newsletter|infolettre|lettre|alertes?)\b.{0,120}",
        r"s['’]abonner.{0,60}",
        r"suivez[- ]nous\b.{0,160}",
        r"(?:partager|envoyer|imprimer)(?: (?:cet|l['’]) ?article| sur .{0,40}| par .{0,30})?",
        r"article réservé\b.{0,100}|(?:écouter|offrir|commenter) (?:cet |l['’] ?)article.{0,60}",
        r"temps de lecture\b.{0,30}|lecture \d{1,3} min\.?",
        r"(?:crédits? )?(?:photos?|image|vidéo|légende)(?: d['’]illustration)?\s?[:©].{0,300}",
        r"(?:nous utilisons|ce site utilise)(?: des)? (?:cookies|traceurs)\b.{0,300}",
        r"veuillez activer javascript.{0,120}",
        r"commentaires?(?: \(?\d{1,5}\)?)?|mentions légales",
        r"retour en haut",
    ),
    "es": (
        r"publicidad|anuncio|continúa (?:leyendo|después).{0,60}|(?:seguir|sigue) leyendo.{0,60}(?<![.!?])",
        r"(?:la historia|el artículo) continúa.{0,60}",
        r"(?:lea|lee|ver|mira|vea|leer)(?: (?:también|más|además))\b.{0,220}",
        r"(?:también )?te (?:puede|podría) interesar\b.{0,200}",
        r"más (?:información|noticias|leídas?|sobre)\b.{0,160}(?<![.!?])|noticias relacionadas",
        r"lo más (?:leído|visto)|relacionad[oa]s",
        r"suscr[íi](?:bete|base|birse|be)\b.{0,200}|regístrate\b.{0,120}",
        r"recib[ea] .{0,120}(?:bolet[íi]n|newsletter|correo)\b.{0,120}",
        r"(?:síguenos|síganos|seguinos|sigue a .{0,40}) en\b.{0,160}",
        r"compart(?:ir|e|a)(?: (?:este|el) (?:artículo|contenido)| en .{0,40})?|imprimir",
        r"escuch(?:ar?|e|á) (?:este|el) artículo.{0,60}|tiempo de lectura\b.{0,30}",
        r"\d{1,3} min(?:utos)? de lectura",
        r"(?:fotos?|imagen|fotografía|crédito|pie de foto)\s?[:©].{0,300}",
        r"(?:utilizamos|usamos|este sitio (?:web )?(?:utiliza|usa)) cookies\b.{0,300}",
        r"comentarios?(?: \(?\d{1,5}\)?)?",
        r"aviso legal|volver arriba",
    ),
    "no": (
        r"annonse|reklame|annonsørinnhold|(?:artikkelen|saken) fortsetter\b.{0,60}",
        r"les (?:også|mer|videre|flere|hele saken)\b.{0,220}|se (?:også|flere)\b.{0,160}",
        r"flere (?:saker|nyheter)\b.{0,80}|mest lest|siste nytt|relatert.{0,60}",
        r"(?:meld deg på|abonner på|få .{0,60}(?:nyhetsbrev|varsler)|bli abonnent|last ned appen)\b.{0,160}",
        r"nyhetsbrev(?:et)?",
        r"følg (?:oss|.{2,40}) på\b.{0,120}",
        r"del(?: (?:artikkelen|saken|denne)\b.{0,40}| på .{0,40})?|skriv ut|kopier lenke",
        r"tips oss\b.{0,120}|har du (?:tips|innspill|spørsmål)\b.{0,200}",
        r"(?:send (?:oss )?(?:en )?(?:e-?post|sms|melding)|ring (?:oss|redaksjonen))\b.{0,200}",
        r"lytt til (?:saken|artikkelen).{0,60}|lesetid\b.{0,30}",
        r"(?:foto|bilde|illustrasjon|arkivfoto|illustrasjonsfoto)\s?[:©].{0,300}",
        r"(?:vi|dette nettstedet|denne siden) bruker (?:informasjonskapsler|cookies)\b.{0,300}",
        r"opphavsrett\b.{0,120}",
        r"kommentarer?(?: \(?\d{1,5}\)?)?|til toppen|personvern.{0,40}",
    ),
}

# Copy below a picture that stands as a paragraph is told by the credit at its end.
CAPTION_ENDS = (
    (
        r"\((?:[^()]{0,80}[\s/])?(?:AP Photo|(?:file )?photos?(?: by| courtesy|:)|photograph|getty images"
        r"|image:|fotos?:|bild:|handout|via (?:AP|AFP|Reuters)|archivbild|symbolbild)[^()]{0,100}\)\W{0,2}"
    ),
    r"(?:\b(?:photograph|photo|foto|bild|crédit|imagen|image)s?\s?:|©)\s?[^.!?]{3,100}",
    r"[.|(\s](?-i:REUTERS)/[\w .'’-]{3,60}\)?",
    r"\|\s?(?:getty images|ap|afp|reuters)\W{0,2}",
)

# True of the story, said by a desk to whoever prints it; not part of the copy.
TAG_LINES = (
    _STANDARDS,
    r"(?:[—–-]{1,2}\s?)?with (?:files|reports?|additional reporting) (?:from|by) .{2,200}",
    (
        r"(?:the )?associated press .{0,250}(?:contributed(?: to this \w{1,12})?|(?:receives|is solely"
        r" responsible)\b.{0,250})\W{0,2}"
    ),
    r".{2,250} contributed to this (?:report|story|article|dispatch)\W{0,3}",
    (
        r"this (?:report|article|story|content)(?: by .{2,80})? (?:(?:was|has been|is) )?(?:first|originally"
        r"|automatically|machine|auto)[ -](?:published|appeared|generated|translated|produced)\b.{0,250}"
    ),
    (
        r"(?:mit (?:material|agenturmaterial|informationen)|avec|con información de|med opplysninger fra)(?:"
        r" (?:von|der|de|des|l['’]))? ?(?-i:[A-ZÅÄÖ]).{1,80}(?<![.])"
    ),
    r"(?:quellen?|sources?|fuentes?|kilder?)\s?:\s?.{2,120}(?<![.!?])",
    r"(?-i:SOURCE:? [A-Z]).{1,100}",
    r"©?\s?dpa(?:-infocom)?,?\s?(?:gmbh|dpa:.{0,60})",
    r"\((?:©\s?)?(?-i:[A-ZÅÄÖ])[\wåäö.]{1,14}(?:[/, -]{1,2}[\wåäö.]{1,14}){0,6}\)",
    r"[—–-]{1,2}\s?(?:the )?(?:associated press|canadian press|reuters|agence france-presse|bloomberg(?: news)?)",
    r"/?(?-i:AFP|DPA|dpa|APA|NTB|TT|ANSA|EFE|PTI|AAP)(?:[/-](?-i:[A-Za-z]{2,5})){0,3}",
)


# After the first of these comes what is for the desk; a "(MORE)" may stand anywhere.
END_MARKS = (r"\W*(?:ends?|endit|endall|ende|-?\s?30\s?-?|slutt)\W*",)
MORE_MARKS = (
    r"\(\s?(?:more(?: to (?:come|follow))?|mehr|folgt|suite|sigue|mer)\W{0,5}\)",
    r"(?-i:MORE(?: TO (?:COME|FOLLOW))?)\W{0,5}",
)
