// What a certificate says of itself.
#pragma once

#include <openssl/x509.h>

#include <cstdint>
#include <string>

namespace lineman::ctl::doctor {

// "C = DE, CN = acs.example", printable.
std::string subject_of(const X509* certificate);

// Seconds since the epoch; 0 where it says none.
std::int64_t begin_of(const X509* certificate);
std::int64_t end_of(const X509* certificate);

}  // namespace lineman::ctl::doctor
