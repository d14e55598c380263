// Whether a certificate is that of a SIP server (RFC 5922, 7).
#pragma once

#include <openssl/types.h>

#include <string_view>

namespace lineman::sipcore {

// `name` is a domain name or the text of an IP address. It has to stand in subjectAltName: as a SIP
// URI without a user, a DNS name or an IP address. Wildcards do not count (RFC 5922, 7.2). The
// common name counts only for a domain name, and only where there is no subjectAltName at all.
bool is_certificate_of(X509* certificate, std::string_view name);

}  // namespace lineman::sipcore
