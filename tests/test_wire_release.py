import re
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.story import Story
from briefgen.wire.gate.release import refusal

NOW = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)  # a Thursday
SENT = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)  # the Wednesday before
COPY = "The council of Castel Bray voted on Monday to close the ferry line. The mayor said the vote was final."

# What is refused, and a part of the reason.
REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"pubstatus": "withheld"}, "withholds"),
    ({"pubstatus": "canceled"}, "canceled"),
    # Kills in English.
    ({"headline": "KILL"}, "kill"),
    ({"headline": "BULLETIN KILL"}, "kill"),
    ({"headline": "Bulletin Kill: Castel Bray ferry"}, "kill"),
    ({"headline": "URGENT KILL - BC-FERRY-VOTE"}, "kill"),
    ({"headline": "KILL KILL KILL"}, "kill"),
    ({"headline": "HOLD HOLD HOLD"}, "kill"),
    ({"headline": "WITHDRAWN: Castel Bray votes to close ferry line"}, "kill"),
    ({"headline": "ADVISORY: withdrawn"}, "kill"),
    ({"headline": "ADVISORY - Withdrawal of Castel Bray ferry story"}, "kill"),
    ({"headline": "Castel Bray votes to close ferry line (KILL)"}, "kill"),
    ({"headline": "Story withdrawn: Castel Bray ferry"}, "kill"),
    ({"slugline": "BC-FERRY-VOTE-BULLETIN KILL"}, "kill"),
    ({"slugline": "KILL-FERRY/"}, "kill"),
    ({"ednote": "Mandatory kill. The vote did not take place."}, "kill"),
    ({"ednote": "EDS: please disregard. Sent in error."}, "disregard"),
    ({"ednote": "A kill is mandatory. Make certain the story is not published."}, "kill"),
    ({"ednote": "MANDATORY CORRECTION: the vote was 5-4, not 6-3, in the story sent at 1010."}, "CORRECTION"),
    ({"ednote": "Please kill the story slugged FERRY-VOTE. A substitute will move shortly."}, "kill"),
    ({"ednote": "This story has been withdrawn."}, "withdrawn"),
    ({"ednote": "The story was retracted after the council denied the vote."}, "retracted"),
    ({"ednote": "Do not use. New version to come."}, "Do not use"),
    ({"ednote": "KILL"}, "kill"),
    ({"ednote": "The agency has withdrawn the story slugged FERRY-VOTE, sent at 1010 GMT."}, "withdrawn"),
    ({"notes": ("Eds: please disregard the item on the ferry.",)}, "note"),
    ({"notes": ("BULLETIN KILL", "Contact: newsdesk")}, "kill"),
    ({"text": "EDITORS: Please kill the Castel Bray story sent at 1010.\n\nThe vote did not take place."}, "the copy"),
    ({"text": "This story has been withdrawn. The council did not vote."}, "withdrawn"),
    (
        {"text": "The story headlined “Council votes” sent at 1010 GMT has been withdrawn.\n\nNo vote took place."},
        "copy",
    ),
    ({"headline": "BC-US--Ferry Vote, BULLETIN KILL"}, "kill"),
    ({"ednote": "EDITORS: Please withhold the story slugged FERRY until further notice"}, "withhold"),
    ({"ednote": "KILL FERRY-VOTE, V1234. The story is wrong."}, "kill"),
    ({"text": "EDS: KILL Castel Bray ferry story. The vote did not take place."}, "the copy"),
    ({"text": "Attention editors: the story “Council votes” of Nov 18 has been withdrawn.\n\nIt was wrong."}, "copy"),
    ({"text": "We are withdrawing the earlier story about the ferry. The council did not vote."}, "withdrawing"),
    # In German, French, Spanish, Portuguese, Italian, Dutch and the Scandinavian languages.
    ({"ednote": "Bitte nicht verwenden."}, "verwenden"),
    ({"ednote": "Achtung Redaktionen: Bitte diese Meldung nicht mehr verwenden."}, "verwenden"),
    ({"ednote": "Meldung zurückgezogen"}, "zurückgezogen"),
    ({"ednote": "Die Meldung wird hiermit zurueckgezogen, weil sie falsch ist."}, "zurueckgezogen"),
    ({"ednote": "Die Agentur zieht ihre Meldung „Fähre“ von 10.10 Uhr zurück."}, "zieht"),
    ({"text": "Bitte verwenden Sie die Meldung nicht.\n\nBitte die Meldung über die Fähre nicht verwenden."}, "copy"),
    ({"headline": "ANNULLIERUNG: Rat stimmt gegen Fähre"}, "kill"),
    ({"headline": "ANNULE - Le conseil de Castel Bray ferme le bac"}, "kill"),
    ({"headline": "ANNULATION"}, "kill"),
    ({"ednote": "Annulation. Le vote n’a pas eu lieu."}, "Annulation"),
    ({"ednote": "Merci de ne pas utiliser cette dépêche."}, "utiliser"),
    ({"ednote": "Prière d’annuler notre dépêche de 10h10. Veuillez ignorer ce texte."}, "ignorer"),
    ({"text": "Cette dépêche est annulée.\n\nLe vote n’a pas eu lieu."}, "annulée"),
    ({"headline": "ANULADA: El consejo cierra el transbordador"}, "kill"),
    ({"ednote": "Anulada. Enviaremos otra nota."}, "Anulada"),
    ({"ednote": "Por favor, no usen esta nota."}, "usen"),
    ({"ednote": "Rogamos anulen la información sobre Castel Bray."}, "anulen"),
    ({"ednote": "Favor desconsiderar esta nota."}, "desconsiderar"),
    ({"ednote": "Si prega di non utilizzare il testo."}, "utilizzare"),
    ({"headline": "INGETROKKEN: raad stemt over veer"}, "kill"),
    ({"headline": "TRUKKET: Rådet legger ned ferga"}, "kill"),
    ({"ednote": "Saken er trukket."}, "trukket"),
    ({"ednote": "Denne meldingen er trukket tilbake og skal ikke brukes."}, "trukket"),
    ({"ednote": "Texten utgår. Får ej publiceras."}, "utgår"),
    ({"ednote": "ANNULER la dépêche « Le conseil ferme le bac »"}, "annuler"),
    ({"text": "Wir ziehen die Meldung zurück. Sie war falsch."}, "ziehen"),
    ({"ednote": "MNW trekker saken om ferga"}, "trekker"),
    ({"text": "ATENCIÓN: Queda anulada la noticia sobre el transbordador. No se votó."}, "anulada"),
    # Embargoes in the metadata and in the text.
    ({"embargoed": "2026-11-19T09:01:00Z"}, "2026-11-19 09:01 UTC"),
    ({"embargoed": "2027-01-01T00:00:00+01:00"}, "2027-01-01"),
    ({"ednote": "EMBARGOED until 0001 GMT Friday"}, "2026-11-20 00:01 UTC"),
    ({"headline": "EMBARGOED until 0001 GMT Friday: Council to close ferry"}, "2026-11-20 00:01"),
    ({"headline": "EMBARGOED: Council to close ferry"}, "cannot be told"),
    ({"ednote": "Hold for release 6 a.m. EDT Nov. 21"}, "2026-11-21 10:00"),
    ({"ednote": "Hold for release at 8 p.m. Eastern Thursday."}, "2026-11-20 01:00"),
    ({"ednote": "Eds: Embargoed for release until noon ET Friday."}, "2026-11-20 17:00"),
    ({"ednote": "STRICTLY EMBARGOED until 00:01 Friday 20 November 2026"}, "2026-11-20 12:01"),
    ({"ednote": "NOT FOR PUBLICATION BEFORE 10:30 CET, 19 NOV"}, "2026-11-19 09:30"),
    ({"ednote": "Not for broadcast or publication before 2200 GMT", "versioncreated": NOW}, "2026-11-19 22:00"),
    ({"ednote": "Under embargo until 20/11/2026 at 09.00 GMT."}, "2026-11-20 09:00"),
    ({"ednote": "Embargo: 0001 GMT, Sunday", "dateline": "CASTEL BRAY, Nov 18"}, "2026-11-22 00:01"),
    ({"ednote": "EMBARGOED until 0001 GMT", "versioncreated": None, "dateline": "CASTEL BRAY, Nov 19"}, "2026-11-20"),
    ({"ednote": "EMBARGOED until 0001 GMT Friday", "versioncreated": None}, "cannot be told"),
    ({"ednote": "EMBARGOED until 0001 GMT", "versioncreated": None}, "cannot be told"),
    ({"ednote": "EMBARGOED until further notice", "embargoed": "2026-11-01T00:00:00Z"}, "further notice"),
    ({"ednote": "STRICTLY EMBARGOED."}, "cannot be told"),
    ({"ednote": "Embargoed until 31 November 2026"}, "cannot be told"),
    ({"notes": ("EMBARGOED UNTIL 6 P.M. GMT TODAY",), "versioncreated": NOW}, "2026-11-19 18:00"),
    ({"text": f"EMBARGOED UNTIL 0001 GMT NOV 20\n\n{COPY}"}, "2026-11-20 00:01"),
    ({"text": f"Hold for release 12:01 a.m. PST Friday, Nov. 20.\n\n{COPY}"}, "2026-11-20 08:01"),
    ({"usageterms": "Embargoed until 2026-11-20T06:00:00Z"}, "2026-11-20 06:00"),
    ({"ednote": "Sperrfrist: 20.11.2026, 12:00 Uhr", "language": "de"}, "2026-11-20 11:00"),
    ({"headline": "Sperrfrist 22 Uhr: Rat stimmt gegen Fähre", "language": "de", "versioncreated": NOW}, "21:00"),
    ({"ednote": "Sperrfrist: 20.11.2026, 12:00 Uhr"}, "2026-11-20 11:00"),
    ({"ednote": "Achtung, Sperrfrist bis Freitag, 6.30 Uhr!", "language": "de-DE"}, "2026-11-20 05:30"),
    ({"text": f"Sperrfrist: Samstag, 21. November, 0.00 Uhr\n\n{COPY}", "language": "de"}, "2026-11-20 23:00"),
    ({"ednote": "Sperrfrist beachten! Sperrfrist: siehe Text"}, "cannot be told"),
    ({"ednote": "Embargo 00h01 GMT", "versioncreated": NOW}, "2026-11-20 00:01"),
    ({"ednote": "Sous embargo jusqu’au 20 novembre à 12h00 (heure de Paris)"}, "2026-11-20 11:00"),
    ({"headline": "EMBARGO 20 novembre 06H00 GMT - Le conseil ferme le bac"}, "2026-11-20 06:00"),
    ({"ednote": "Ne pas diffuser avant vendredi 06h00 GMT"}, "2026-11-20 06:00"),
    ({"ednote": "Embargado hasta el 20 de noviembre de 2026 a las 00.01 GMT"}, "2026-11-20 00:01"),
    ({"ednote": "No publicar antes del viernes a las 06:00 GMT"}, "2026-11-20 06:00"),
    ({"headline": "EMBARGO HASTA EL 20 DE NOVIEMBRE, 12.00 GMT: cierra el transbordador"}, "2026-11-20 12:00"),
    ({"ednote": "Embargo til fredag 20. november kl. 06.00", "language": "nb"}, "2026-11-20 05:00"),
    ({"ednote": "Må ikke publiseres før fredag kl. 6.00", "language": "nb-NO"}, "2026-11-20 05:00"),
    ({"ednote": "Sotto embargo fino al 20 novembre, ore 12.00", "language": "it"}, "2026-11-20 11:00"),
    ({"ednote": "Onder embargo tot vrijdag 20 november 06.00 uur", "language": "nl"}, "2026-11-20 05:00"),
    ({"ednote": "This release is embargoed until 8:30 a.m. ET, November 20, 2026."}, "2026-11-20 13:30"),
    ({"ednote": "For release 12:01 a.m. EST, Sunday, Nov. 22"}, "2026-11-22 05:01"),
    ({"ednote": "ADVANCE FOR SUNDAY, NOV. 22"}, "2026-11-22"),
    ({"headline": "[Embargo 20 Nov 00:01 GMT] Council closes ferry"}, "2026-11-20 00:01"),
    ({"ednote": "The embargo on this story lifts at 0001 GMT on Friday"}, "2026-11-20 00:01"),
    ({"ednote": "Frei ab Freitag, 20. November, 6.00 Uhr", "language": "de"}, "2026-11-20 05:00"),
    ({"ednote": "Dépêche sous embargo jusqu’à vendredi 20 novembre à 06H00 GMT"}, "2026-11-20 06:00"),
    ({"ednote": "Sperrefrist til fredag kl. 0600", "language": "nb"}, "2026-11-20 05:00"),
    ({"ednote": "Publiceras tidigast fredag kl 06.00", "language": "sv"}, "2026-11-20 05:00"),
    # Terms of use.
    ({"usageterms": "Not for publication"}, "usage terms"),
    ({"usageterms": "NOT FOR PUBLICATION OR BROADCAST."}, "usage terms"),
    ({"usageterms": "For internal use only."}, "internal"),
    ({"usageterms": "Do not use."}, "Do not use"),
    ({"usageterms": "No use."}, "No use"),
    ({"usageterms": "No use permitted in any form"}, "No use"),
    ({"usageterms": "Nicht zur Veröffentlichung bestimmt"}, "Veröffentlichung"),
    ({"usageterms": "Nur zum internen Gebrauch"}, "internen"),
    ({"usageterms": "Publication interdite."}, "interdite"),
    ({"usageterms": "Usage interne uniquement"}, "interne"),
    ({"usageterms": "Prohibida su publicación"}, "publicación"),
    ({"usageterms": "Ikke for publisering"}, "publisering"),
    ({"headline": "NOT FOR PUBLICATION"}, "not for publication"),
    ({"ednote": "Strictly not for publication."}, "not for publication"),
    # Tests.
    ({"headline": "TEST - do not publish"}, "test"),
    ({"headline": "TEST TEST TEST"}, "test"),
    ({"headline": "Test"}, "test"),
    ({"slugline": "TEST-IGNORE"}, "test"),
    ({"ednote": "This is a test. Please ignore."}, "test"),
    ({"text": "This is a test transmission of the wire. Nothing has happened."}, "test"),
    ({"headline": "Testmeldung: bitte nicht verwenden"}, ""),
    ({"headline": "Testmeldung"}, "test"),
    ({"headline": "TEST: ne pas publier"}, ""),
    ({"headline": "PRUEBA - no publicar"}, ""),
    ({"headline": "Testmelding, ikke publiser"}, "test"),
    # Templates.
    ({"headline": "{{headline}}"}, "template"),
    ({"headline": "[HEADLINE]"}, "template"),
    ({"headline": "Headline goes here"}, "template"),
    ({"headline": "xxx"}, "template"),
    ({"headline": "XXX"}, "template"),
    ({"byline": "{{ item.author }}"}, "template"),
    ({"text": f"Lorem ipsum dolor sit amet, consectetur adipiscing elit.\n\n{COPY}"}, "template"),
    ({"text": f"{COPY}\n\nThe vote was TK TK TK, the clerk said."}, "template"),
    ({"text": f"{COPY}\n\nThe mayor, xxx, did not answer."}, "template"),
    ({"text": f"{COPY} The ferry is [TK] years old."}, "template"),
    ({"text": f"{COPY} [INSERT QUOTE HERE] he said."}, "template"),
    # Of agencies that write neither English, German, French, Spanish nor Norwegian.
    ({"headline": "ANULAÇÃO: Castel Bray fecha linha de barco"}, "kill"),
    ({"headline": "ANULOWANE: Castel Bray likwiduje prom"}, "kill"),
    ({"headline": "ZRUŠENO: Castel Bray ruší přívoz"}, "kill"),
    ({"headline": "АННУЛИРОВАНО: Кастель-Брей закрывает паром"}, "kill"),
    ({"headline": "İPTAL - Castel Bray feribotu kapatıyor"}, "kill"),
    ({"text": f"Agradecemos que anulem a notícia emitida às 10:12.\n\n{COPY}"}, "kill"),
    ({"text": f"Prosimy o anulowanie depeszy o promie.\n\n{COPY}"}, "kill"),
    ({"text": f"Prosíme, zprávu nepoužívejte.\n\n{COPY}"}, "kill"),
    ({"text": f"Просьба аннулировать сообщение о пароме.\n\n{COPY}"}, "kill"),
    ({"text": f"Lütfen haberimizi kullanmayınız.\n\n{COPY}"}, "kill"),
    ({"text": f"Dit bericht is vervallen.\n\n{COPY}"}, "kill"),
    ({"text": f"EFE retira la noticia titulada «Castel Bray cierra el ferry».\n\n{COPY}"}, "kill"),
    ({"text": f"Please cancel our item headlined “Castel Bray closes ferry,” released by mistake.\n\n{COPY}"}, "kill"),
    ({"text": f"The following story has been killed.\n\n{COPY}"}, "kill"),
    ({"text": f"ЭМБАРГО ДО 10:00 МСК 25 НОЯБРЯ 2026 ГОДА\n\n{COPY}"}, "embargo"),
    ({"text": f"EMBARGO DO 24 LISTOPADA 2026, GODZ. 10.00\n\n{COPY}"}, "until 2026-11-2"),
    ({"text": f"Embargo do 24 listopada 2026, godz. 10.00\n\n{COPY}"}, "until 2026-11-2"),
    ({"ednote": "EMBARGO DO WTORKU, GODZ. 10.00"}, "until 2026-11-2"),
    ({"ednote": "EMBARGO: 24 samhain 2026, 10:00"}, "cannot be told"),
    ({"ednote": "Spärrtid: Får publiceras först tisdag 24 november kl 06.00"}, "embargo"),
    ({"ednote": "Julkaisuvapaa 25.11.2026 klo 6.00"}, "embargo"),
    ({"headline": "Castel Bray stellt Fähre ein - SPERRFRIST 24.11. 06:00"}, "embargo"),
    ({"ednote": "Please do not use this story."}, "do not use"),
    ({"ednote": "Please delete this story from your systems."}, "delete"),
    ({"ednote": "STORY REMOVED: incorrect information"}, "removed"),
    ({"ednote": "ACHTUNG: Die Meldung ist falsch und darf nicht verwendet werden."}, "darf nicht"),
    ({"ednote": "Prière de supprimer cette dépêche."}, "supprimer"),
    ({"ednote": "Artikeln är återkallad"}, "återkallad"),
    ({"headline": "ADVISORY-Castel Bray ferry story withdrawn"}, "withdrawn"),
    ({"headline": "WITHDRAWAL NOTICE-Castel Bray ferry"}, "withdrawal"),
    ({"headline": "Achtung Stornierung: Fähre in Castel Bray"}, "stornierung"),
    ({"headline": "TEST TEST IGNORE"}, "test"),
    ({"text": f"Please note this story is withdrawn.\n\n{COPY}"}, "withdrawn"),
    ({"text": f"You are requested to remove the story on the ferry.\n\n{COPY}"}, "remove"),
    ({"text": f"This content is embargoed until 24 November 2026 at 09:00 CET\n\n{COPY}"}, "until 2026-11-24 08:00"),
    ({"text": f"ISSUED UNDER EMBARGO. NOT TO BE USED BEFORE 21:00 HRS THURSDAY\n\n{COPY}"}, "embargo"),
    ({"ednote": "Klausul: Kan publiseres fredag kl. 06.00"}, "embargo"),
    ({"ednote": "Do not publish or broadcast before 6 p.m. GMT Thursday"}, "until 2026-11-19 18:00"),
    # No zone is named: the day is that of the sender, and the hour the last one anywhere.
    (
        {"ednote": "Embargoed until midnight", "versioncreated": datetime(2026, 11, 19, 8, tzinfo=UTC)},
        "until 2026-11-20 12:00",
    ),
    (
        {"ednote": "Embargo fino alle 18 di oggi", "versioncreated": datetime(2026, 11, 19, 8, tzinfo=UTC)},
        "until 2026-11-20 06:00",
    ),
    ({"usageterms": "Editorial use only; No publication before Nov 24"}, "until 2026-11-24"),
    ({"usageterms": "Use prohibited"}, "not for publication"),
    ({"ednote": "Please hold until Friday 6 a.m. CET"}, "until 2026-11-20 05:00"),
    ({"ednote": "Sperrvermerk: 24.11.2026, 10 Uhr"}, "until 2026-11-24 09:00"),
    ({"ednote": "Please observe the embargo: 24 November, 00:01 GMT"}, "until 2026-11-24 00:01"),
    ({"ednote": "Kan publiseres fra kl. 06.00 fredag"}, "embargo"),
]

PUBLISHED: list[dict[str, Any]] = [
    {},
    # Killings, kills and withdrawals that are news.
    {"headline": "Gunman kills four in Castel Bray"},
    {"headline": "Kill switch for ferries becomes mandatory"},
    {"headline": "Mandatory kill switch for ferries passes council"},
    {"headline": "Senate kills ferry bill"},
    {"headline": "KILLED: 12 sailors named by the navy"},
    {"headline": "KILLERS OF MAYOR JAILED FOR LIFE"},
    {"headline": "Kill or be killed: life on the strait"},
    {"headline": "KILL BILL DIRECTOR TO OPEN CASTEL BRAY FESTIVAL"},
    {"headline": "Withdrawn medicine is back on sale"},
    {"headline": "Orvane withdraws envoy from talks"},
    {"headline": "Judges retract ruling on ferry line"},
    {"headline": "Ministers urge sailors to disregard storm warning"},
    {"headline": "Please disregard the noise, says ferry line"},
    {"slugline": "BC-FERRY-KILLINGS"},
    {"slugline": "POLICE-KILL/"},
    {"text": "The report was withdrawn by the ministry on Monday. Nobody said why."},
    {"text": "The article was retracted by the journal on Monday. Its authors protested."},
    {"text": "The story has been told many times. The ferry was withdrawn from service in 1990."},
    {"text": "A bill to close the ferry line was killed on Monday. Its sponsors said they would try again."},
    {"text": "Kill orders were signed on Monday. The governor said the deer had no predators left."},
    {"text": f"{COPY} “Do not use the ferry,” he said. “This story has been killed,” he added."},
    {"headline": "Annulation du festival de Castel Bray"},
    {"headline": "Annulé, le concert de Castel Bray sera remboursé"},
    {"headline": "Anulada la condena del alcalde de Castel Bray"},
    {"headline": "Laks trukket fra markedet"},
    {"text": "Saken er trukket fra retten, sier advokaten. Byrådet i Castel Bray vil ikke kommentere det."},
    {"text": "Der Bericht wurde nach Protesten zurückgezogen. Der Rat von Castel Bray prüft ihn nun."},
    {"headline": "Partei zieht Antrag zurück"},
    {"headline": "This story was killed by the palace, says editor"},
    {"headline": "News kill: how the press shapes murder"},
    {"text": "Denne saken ble trukket fra retten på mandag. Advokaten vil ikke si hvorfor."},
    {"text": "The story, sent by the mayor’s office, was retracted by the Herald. It apologised."},
    {"headline": "Merci de ne pas nourrir les mouettes"},
    # Corrections and stories that take another's place.
    {"headline": "CORRECTED-Castel Bray votes to close ferry line"},
    {"ednote": "Corrects spelling in para 3"},
    {"ednote": "CORRECTED: the vote was 5-4, not 6-3 (para 2)."},
    {"ednote": "CORRECTS day of vote to Monday; ADDS quotes"},
    {"ednote": "Refiles to fix garble in headline."},
    {"ednote": "This replaces the earlier story, please disregard previous version."},
    {"ednote": "Please disregard earlier item; use this version."},
    {"ednote": "KILLS last graf with unconfirmed toll; UPDATES with mayor."},
    {"ednote": "Annule et remplace la dépêche de 10h10. Prière d’ignorer la première version."},
    {"ednote": "Ersetzt die Meldung von 10.10 Uhr, bitte die frühere Fassung nicht verwenden."},
    {"ednote": "Sustituye a la nota anterior, por favor ignorar la primera."},
    {"ednote": "Do not use the photo CB101 with this story."},
    {"ednote": "ADDS that police killed two; withdraws reference to army in para 4."},
    {"ednote": "UPDATES with council’s retraction; Will be led."},
    {"notes": ("The following information is not for publication", "Contact: newsdesk, ext. 0000")},
    {"notes": ("Not for publication: the author can be reached on ext. 0000.",)},
    {"notes": ("(Reporting by Marit Dunleavey; Editing by Desmond Achterby)", "(MORE TO COME)")},
    # Embargoes that are past, lifted, or on goods.
    {"embargoed": "2026-11-19T09:00:00Z"},
    {"embargoed": "2026-11-01T00:00:00Z", "ednote": "STRICTLY EMBARGOED"},
    {"ednote": "EMBARGOED until 0001 GMT Thursday"},
    {"ednote": "EMBARGOED until 1600 GMT", "versioncreated": SENT},
    {"ednote": "EMBARGOED until 12 noon on Friday, October 23, 2020."},
    {"ednote": "Hold for release 6 a.m. EST Nov. 18"},
    {"ednote": "Not for publication before 18 November 2026 0600 GMT"},
    {"ednote": "Sperrfrist: 18.11.2026, 12:00 Uhr", "language": "de"},
    {"ednote": "Sperrfrist aufgehoben"},
    {"ednote": "Embargo levé"},
    {"ednote": "Embargo lifted by the ministry"},
    {"ednote": "EMBARGO HAS BEEN LIFTED, story may be used"},
    {"ednote": "No embargo."},
    {"ednote": "Embargo: none"},
    {"ednote": "For immediate release"},
    {"ednote": "Sous embargo jusqu’au 18 novembre à 12h00 GMT"},
    {"ednote": "Embargado hasta el 18 de noviembre de 2026, 12.00 GMT"},
    {"ednote": "Embargo til onsdag 18. november kl. 06.00", "language": "nb"},
    {"ednote": "UPDATES with reaction to EU arms embargo until 2028"},
    {"ednote": "ADDS background on the oil embargo on Orvane, to Friday’s vote"},
    {"headline": "EU arms embargo on Orvane extended until Nov 2027"},
    {"headline": "Embargo: ministers are split"},
    {"headline": "Embargo on Orvane oil ends Friday"},
    {"headline": "EMBARGO: MINISTERS SPLIT ON ORVANE OIL"},
    {"headline": "Embargoed Orvane oil found on tanker"},
    {"headline": "Sperrfrist für Insider verlängert"},
    {"text": "Embargoed goods worth $3 million were seized at 6 a.m. on Friday. The ship came from Orvane."},
    {"text": "Under embargo since 2019, Orvane sells little oil. Its ports are empty until Friday."},
    {"text": "Sin embargo, el consejo votará el 20 de noviembre a las 12.00. El alcalde no lo duda."},
    {"text": "El embargo de las cuentas durará hasta el 20 de noviembre de 2026. El alcalde recurrirá."},
    {"text": "L’embargo sur le pétrole court jusqu’au 20 novembre 2026. Le conseil le prolongera."},
    {"text": "Die Sperrfrist für Insider endet am 20. November 2026. Der Rat will sie verlängern."},
    # Terms that leave publication free.
    {"usageterms": "For editorial use only"},
    {"usageterms": "This content is intended for editorial use only. For other uses, clearances may be required."},
    {"usageterms": "Not for resale. Mandatory credit."},
    {"usageterms": "Not for use outside the United States"},
    {"usageterms": "Not for publication without credit"},
    {"usageterms": "No use after 30 days"},
    {"usageterms": "No use in Kessary. No archive."},
    {"usageterms": "Do not use without the byline."},
    {"usageterms": "All rights reserved. May not be published, broadcast or redistributed without consent."},
    {"usageterms": "This material may not be published, broadcast, rewritten or redistributed."},
    {"usageterms": "Alle Rechte vorbehalten. Keine Nutzung ohne Quellenangabe."},
    {"usageterms": "Reproduction interdite sans autorisation. Ne pas publier sans mention de la source."},
    {"usageterms": "Prohibida la publicación sin citar la fuente"},
    {"usageterms": "Usage"},
    # Tests, gaps and marks that are news.
    {"headline": "Test of new ferry fails"},
    {"headline": "TEST CRICKET: Orvane 312-4 at stumps"},
    {"headline": "Test match abandoned"},
    {"headline": "Test, test and test again, says health chief"},
    {"headline": "Test: Diese Fähren sind pünktlich"},
    {"headline": "Prueba de fuego para el alcalde"},
    {"headline": "Test message sent by mistake alarms Castel Bray"},
    {"headline": "Orvane tests missile; do not publish photos, army says"},
    {"text": "This is a test of the council’s resolve, the mayor said. It voted on Monday."},
    {"headline": "TK Bray buys ferry line"},
    {"headline": "Super Bowl XXX ring sold in Castel Bray"},
    {"text": f"{COPY} The XXX Games were here. The site www.xxx.com was shut, as were .xxx and an xxx-rated bar."},
    {"text": f"{COPY} The attack read {{{{ 7*7 }}}} and ${{x}}, [name withheld] told the court."},
    {"headline": "Author dates the lorem ipsum to Cicero"},
    {"headline": "The headline that shook Castel Bray"},
    {"headline": "Zrušeno: koncert v Castel Bray se nekoná"},
    {"headline": "Wycofane jogurty: jest lista"},
    {"headline": "Spærretid"},
    {"headline": "Grain deal before arms - embargo talks go on until 30 November"},
    {"text": f"Prosimy o anulowanie opłat, napisali mieszkańcy do wójta.\n\n{COPY}"},
    {"text": f"Solicita-se a anulação do contrato, lê-se na carta da empresa.\n\n{COPY}"},
    {"text": f"Просим не использовать лифт, говорится в объявлении.\n\n{COPY}"},
    {"text": f"Please cancel my column, the writer told her editor on Monday.\n\n{COPY}"},
    {"text": f"Эмбарго до 31 декабря 2026 года ввели власти.\n\n{COPY}"},
    {"text": f"Embargo do 31 grudnia 2026 obejmie zboże.\n\n{COPY}"},
    {"text": f"Spärrtiden för taxi slopas den 1 januari 2027.\n\n{COPY}"},
    {"headline": "KILL-or-cure plan for the ferry line"},
    {"ednote": "This version replaces an earlier story that was withdrawn."},
    {"ednote": "Embargo: keines"},
    {"headline": "Hold until spring: farmers keep their grain"},
    {"ednote": "Please discard previous version and use this corrected copy"},
    {"ednote": "Bitte verwenden Sie nur diese Fassung. Die vorherige Meldung bitte nicht verwenden."},
    {"usageterms": "Not for internal use by third parties"},
    {"text": f"Do not use the ferry before Friday, the harbour board said.\n\n{COPY}"},
    {"text": f"Do not publish, the judge told reporters before Friday.\n\n{COPY}"},
    {"text": f"“Not for publication before Friday is a phrase I hate,” said the editor.\n\n{COPY}"},
    {"text": f"“Please disregard this message,” said the voice on the line.\n\n{COPY}"},
]


def story_of(fields: dict[str, Any]) -> Story:
    metadata: dict[str, Any] = {"headline": "Castel Bray votes to close ferry line", "versioncreated": SENT} | fields
    return Story.from_text(metadata.pop("text", COPY), **metadata)


@pytest.mark.parametrize(("fields", "part"), REFUSED, ids=lambda value: str(value)[:60])
def test_what_must_not_go_out_is_refused_with_its_reason(fields: dict[str, Any], part: str) -> None:
    """Kills, embargoes, terms, tests and templates, in the words and the languages of agencies."""
    reason = refusal(story_of(fields), NOW)

    assert reason is not None
    assert part.lower() in reason.lower()
    assert not re.search(r"[\r\n]", reason)
    assert len(reason) < 250


@pytest.mark.parametrize("fields", PUBLISHED, ids=lambda value: str(value)[:60])
def test_what_may_go_out_is_not_refused(fields: dict[str, Any]) -> None:
    """News of killings, embargoes and tests, corrections, past embargoes, and terms that only set conditions."""
    assert refusal(story_of(fields), NOW) is None


def test_the_tables_are_long_enough() -> None:
    """Sixty of either kind, at the least."""
    assert min(len(REFUSED), len(PUBLISHED)) >= 60


_WORDS = st.sampled_from(
    "EMBARGOED until 0001 GMT Friday 31.02. Nov 99/99/9999 12:61 a.m. Sperrfrist: KILL ( \n TEST {{ xxx ,".split(" ")
)


@given(
    st.lists(_WORDS, max_size=12).map(" ".join),
    st.one_of(st.none(), st.datetimes(timezones=st.just(UTC))),
    st.sampled_from([None, "X, Feb 30", "Y, 29 Feb", "Z"]),
    st.text(max_size=40),
)
def test_no_note_breaks_the_gate(note: str, created: datetime | None, dateline: str | None, sent: str) -> None:
    """Whatever a note says, the answer is a line or none."""
    story = Story.from_text(COPY, ednote=note, headline=note, versioncreated=created, dateline=dateline, notes=(sent,))

    assert "\n" not in (refusal(story, NOW) or "")


@pytest.mark.parametrize(
    "text",
    [
        "EMBARGO ",
        "embargoed until ",
        "please ",
        "this story ",
        "TEST ",
        "test-",
        "{{ a",
        "[",
        "(",
        "1 ",
        "1.",
        "x ",
        "bitte a ",
    ],
)
def test_long_notes_are_judged_at_once(text: str) -> None:
    """A note, a headline, a term or an item of any length takes no longer than its beginning."""
    long = text * (200_000 // len(text))
    story = Story.from_text(f"A {long}.", headline=long, ednote=long, usageterms=long, notes=(long,) * 3)
    began = time.perf_counter()

    refusal(story, NOW)

    assert time.perf_counter() - began < 30
