"""Why a server's certificate was not accepted, in words.

Who is trusted is the system's say: its authorities, or those in the file or folder that SSL_CERT_FILE or SSL_CERT_DIR
names (OpenSSL's own variables). There is no way to go on without a valid certificate.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator

# X509_V_ERR_… of OpenSSL's x509_vfy.h
_FAULTS = {
    9: "it is not valid yet",
    10: "it has expired",
    18: "nobody signed it but its owner",
    19: "it is signed by an authority that this machine does not know",
    20: "it is signed by an authority that this machine does not know",
    21: "it is signed by an authority that this machine does not know",
    23: "it was revoked",
    62: "it is another host's",
    64: "it is another host's",
}
_UNKNOWN = {18, 19, 20, 21}


def why_refused(fault: BaseException) -> tuple[str, str] | None:
    """What is wrong with a certificate, and what to do; None where something else is at fault."""
    refused = next((one for one in _behind(fault) if isinstance(one, ssl.SSLCertVerificationError)), None)
    if refused is None:
        return None
    what = _FAULTS.get(refused.verify_code, str(refused.verify_message))
    if refused.verify_code in _UNKNOWN:
        return what, "if you trust it, name the authority's file in SSL_CERT_FILE"
    return what, "check the address and this machine's clock; else its owner must mend it"


def _behind(fault: BaseException | None) -> Iterator[BaseException]:
    """A fault and what it was raised from: the client wraps what the system says."""
    while fault:
        yield fault
        fault = fault.__cause__ or fault.__context__
