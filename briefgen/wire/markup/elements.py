"""Names of elements, and of classes that stand for them: what is copy, what is not, and what begins a paragraph."""

TABLES = frozenset("table caption result result-epa result-tab result-txt result-epa-fakta tabinfo".split())
LEFT_OUT = TABLES | frozenset(
    "figure figcaption script style iframe object video audio picture svg math template noscript select button form "
    "nav aside head title media body.head hedline wp-caption wp-caption-text media-caption photo-caption image-caption "
    "bildtext bildetekst billedtekst bildunterschrift image-credit photo-credit "
    "embed-block twitter-tweet instagram-media fb-post tiktok-embed related-links related-articles newsletter-signup "
    "advertisement broadcastinfo pull-quote pullquote wp-block-pullquote "
    "xn-newslines sharedaddy jp-relatedposts addtoany_share_save_container".split()
)
NOTES = frozenset(
    "body.end tagline note notepad notebook notizblock nonpublic ednote editors-note editorsnote "
    "not-for-publication notforpublication internal-note contact contacts contact-info contactinfo "
    "bw-release-contact xn-contact".split()
)
BLOCKS = frozenset(
    "p div section article main header footer address h1 h2 h3 h4 h5 h6 hl1 hl2 ul ol li dl dt dd blockquote bq pre "
    "block hr body html body.content nitf td th tr center details summary fieldset paragraph".split()
)
# What an editor has struck out: names of elements, and no classes.
DELETED = frozenset({"del", "s", "strike"})
INLINE = DELETED | frozenset(
    "script style iframe svg math span a b i em strong img object picture video audio noscript template".split()
)
BYLINES = frozenset("byline bytag".split())
DATELINES = frozenset("dateline dat".split())
