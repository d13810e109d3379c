"""Units as news writes them, the symbols they are normalised to, and figures brought to one unit.

Symbols are pint's (km**2 is written km2), currencies ISO 4217's. Currencies are never converted: the rate of a day
is no fact of the text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from sayso.model import Figure

if TYPE_CHECKING:
    from pint import UnitRegistry

_FORMS: dict[str, str] = {
    "percent": "% percent per_cent pct",
    "percentage_point": "percentage_points percentage_point",
    "km2": "square_kilometres square_kilometers square_kilometre square_kilometer sq_km sq._km km2 km²",
    "mi2": "square_miles square_mile sq_mi sq._mi",
    "m2": "square_metres square_meters sq_m m² m2",
    "ha": "hectares hectare ha",
    "acre": "acres acre",
    "km": "kilometres kilometers kilometre kilometer km",
    "m": "metres meters metre meter",
    "cm": "centimetres centimeters cm",
    "mi": "miles mile",
    "ft": "feet",
    "t": "tonnes tonne tons ton metric_tons metric_tonnes",
    "kg": "kilograms kilogrammes kilogram kg kilos",
    "lb": "lbs",
    "l": "litres liters litre liter",
    "m3": "cubic_metres cubic_meters m3 m³",
    "oil_barrel": "barrels barrel bpd",
    "kW": "kilowatts kW",
    "MW": "megawatts megawatt MW",
    "GW": "gigawatts gigawatt GW",
    "kWh": "kilowatt-hours kWh",
    "MWh": "megawatt-hours MWh",
    "kt": "kilotons kilotonnes",
    "degC": "degrees_Celsius degrees_celsius °C ℃",
    "degF": "degrees_Fahrenheit °F",
    "degree": "degrees",
    "km/h": "kilometres_per_hour kilometers_per_hour km/h kph",
    "mi/h": "miles_per_hour mph",
    "USD": "US_dollars U.S._dollars dollars dollar USD",
    "EUR": "euros euro EUR",
    "GBP": "pounds_sterling pounds GBP",
    "RUB": "roubles rubles rouble ruble RUB",
    "UAH": "hryvnias hryvnia hryvnya UAH",
    "CNY": "yuan renminbi CNY",
    "JPY": "yen JPY",
    "PLN": "zlotys zloty PLN",
    "INR": "rupees INR",
    "ILS": "shekels ILS",
    "TRY": "lira TRY",
    "CHF": "Swiss_francs CHF",
    "krone": "kroner kronor krone krona NOK SEK DKK",  # of three countries: which, the text says elsewhere
    "CZK": "korunas koruna CZK",
    "HUF": "forints forint HUF",
    "BRL": "reais BRL",
    "THB": "baht THB",
    "KES": "Kenyan_shillings KES",
    "NGN": "naira NGN",
    "GHS": "cedis cedi GHS",
}
SIGNS = {
    "$": "USD", "us$": "USD", "c$": "CAD", "a$": "AUD", "hk$": "HKD", "€": "EUR", "£": "GBP", "₴": "UAH", "₽": "RUB",
    "¥": "JPY", "₹": "INR", "₪": "ILS", "₺": "TRY", "zł": "PLN",
}  # fmt: skip
CURRENCIES = frozenset(SIGNS.values()) | {"CNY", "CHF", "krone", "CZK", "HUF", "BRL", "THB", "KES", "NGN", "GHS"}
UNITS = {form.replace("_", " ").lower(): unit for unit, forms in _FORMS.items() for form in forms.split()}
ALTERNATIVES = "|".join(
    re.escape(form).replace(r"\ ", r"\s") for form in sorted(UNITS, key=lambda form: (-len(form), form))
)
_COMMON = {
    unit: units.split()[0]
    for units in ("km2 mi2 m2 ha acre", "km m cm mi ft", "t kg lb kt", "m3 l", "MW kW GW", "MWh kWh",
                  "km/h mi/h", "degC degF")
    for unit in units.split()
}  # fmt: skip
# Pint's, so that it is loaded only for the others; tests/read/test_figures.py holds them to it.
_FACTORS = {
    "mi2": 2.589988110336, "m2": 1e-06, "ha": 0.01, "m": 0.001, "cm": 1e-05, "mi": 1.609344, "ft": 0.0003048,
    "kg": 0.001, "lb": 0.00045359237,
}  # fmt: skip
# As they stand before a sum: "EUR 1.5 billion".
CODES = r"USD|EUR|GBP|RUB|UAH|CNY|JPY|PLN|INR|ILS|TRY|CHF|NOK|SEK|DKK|CZK|HUF|BRL|THB|KES|NGN|GHS"
_PINT = {"km2": "km**2", "mi2": "mi**2", "m2": "m**2", "m3": "m**3", "l": "liter", "ha": "hectare", "t": "metric_ton"}


def unit_of(words: str) -> str:
    """The symbol of a unit as the text has it; ``words`` matched `ALTERNATIVES`."""
    return UNITS[" ".join(words.lower().split())]


def comparable(left: Figure, right: Figure) -> tuple[float, float] | None:
    """The two values in the unit of ``left``, or None where they measure different things or have no value.

    400 square kilometres and 300 square miles are comparable, a length and an area are not, nor two currencies.
    """
    if left.value is None or right.value is None:
        return None
    if left.unit == right.unit:
        return left.value, right.value
    if (
        left.unit is None
        or right.unit is None
        or {left.unit, right.unit} & (CURRENCIES | {"percent", "percentage_point"})
    ):
        return None
    return _converted(left.value, left.unit, right.value, right.unit)


def normalised(figure: Figure) -> tuple[float | None, str | None]:
    """Value and unit in the one unit that news uses most for the quantity: km2, km, t, m3, MW, MWh, km/h, degC.

    Money, percent and plain counts stay as they are.
    """
    if figure.value is None or figure.unit is None:
        return figure.value, figure.unit
    common = _COMMON.get(figure.unit)
    if common is None or common == figure.unit:
        return figure.value, figure.unit
    if figure.unit in _FACTORS:
        return round(figure.value * _FACTORS[figure.unit], 6), common
    pair = _converted(0.0, common, figure.value, figure.unit)
    return (round(pair[1], 6), common) if pair else (figure.value, figure.unit)


def _converted(left: float, left_unit: str, right: float, right_unit: str) -> tuple[float, float] | None:
    registry = _registry()
    one, other = (registry.Unit(_PINT.get(unit, unit)) for unit in (left_unit, right_unit))
    if one.dimensionality != other.dimensionality:
        return None
    return left, float(registry.Quantity(right, other).to(one).magnitude)


@cache
def _registry() -> UnitRegistry[Any]:
    """Imported on first use: pint takes longer to load than a hundred articles to read."""
    from pint import UnitRegistry

    return UnitRegistry(cache_folder=None)
