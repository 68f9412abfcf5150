"""Names of months and days of the week as embargoes write them: a line a month or a day."""

_MONTHS = """january jan januar jänner janvier janv enero ene gennaio janeiro januari
february feb februar février fevrier févr febrero febbraio fevereiro februari
march mar märz maerz mars marzo março marco maart
april apr avril avr abril aprile
may mai mayo maggio maio mei maj
june jun juni juin junio giugno junho
july jul juli juillet juil julio luglio julho
august aug août aout agosto augustus augusti
september sep sept septembre septiembre settembre setembro
october oct oktober okt octobre octubre ottobre outubro
november nov novembre noviembre novembro
december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro desember"""
_WEEKDAYS = """monday mon montag lundi lunes lunedì segunda-feira mandag måndag maandag
tuesday tues tue dienstag mardi martes martedì terça-feira tirsdag tisdag dinsdag
wednesday wed mittwoch mercredi miércoles miercoles mercoledì quarta-feira onsdag woensdag
thursday thurs thu donnerstag jeudi jueves giovedì quinta-feira torsdag donderdag
friday fri freitag vendredi viernes venerdì sexta-feira fredag vrijdag
saturday sat samstag sonnabend samedi sábado sabado sabato lørdag lördag zaterdag
sunday sun sonntag dimanche domingo domenica søndag söndag zondag"""
# Polish, Russian, Czech, Finnish and Turkish, in the case in which a date has them.
_MONTHS_EAST = """stycznia января ledna tammikuuta ocak
lutego февраля února helmikuuta şubat
marca марта března maaliskuuta mart
kwietnia апреля dubna huhtikuuta nisan
maja мая května toukokuuta mayıs
czerwca июня června kesäkuuta haziran
lipca июля července heinäkuuta temmuz
sierpnia августа srpna elokuuta ağustos
września сентября září syyskuuta eylül
października октября října lokakuuta ekim
listopada ноября listopadu marraskuuta kasım
grudnia декабря prosince joulukuuta aralık"""
_WEEKDAYS_EAST = """poniedziałku понедельника pondělí maanantai maanantaihin pazartesi
wtorku вторника úterý tiistai tiistaihin salı
środy среды středy keskiviikko keskiviikkoon çarşamba
czwartku четверга čtvrtka torstai torstaihin perşembe
piątku пятницы pátku perjantai perjantaihin cuma
soboty субботы lauantai lauantaihin cumartesi
niedzieli воскресенья neděle sunnuntai sunnuntaihin pazar"""

_MONTHS_ARABIC = """يناير جانفي
فبراير شباط فيفري
مارس آذار
أبريل ابريل نيسان أفريل
مايو أيار ماي
يونيو حزيران جوان
يوليو تموز جويلية
أغسطس اغسطس آب أوت
سبتمبر أيلول
أكتوبر اكتوبر
نوفمبر
ديسمبر"""


def _numbered(first: int, *tables: str) -> dict[str, int]:
    return {
        name: number
        for table in tables
        for number, names in enumerate(table.split("\n"), first)
        for name in names.split()
    }


MONTHS = _numbered(1, _MONTHS, _MONTHS_EAST, _MONTHS_ARABIC)
WEEKDAYS = _numbered(0, _WEEKDAYS, _WEEKDAYS_EAST)
