// Are the phone's own certificates good, and do their keys belong to them?
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ctl/doctor/finding.hpp"
#include "daemon/settings.hpp"

namespace lineman::ctl::doctor {

// Of one setting that names a certificate. Times in seconds since the epoch.
struct CertificateFacts {
  std::string setting{};
  std::string path{};
  bool hidden = false;     // this user may not read it
  std::string unusable{};  // why it is none; empty: it is one
  std::string subject{};
  std::int64_t not_before = 0;  // of several in one file, those of the one that ends last
  std::int64_t not_after = 0;
  std::string key_setting{};  // empty: it needs no key
  std::string key_path{};
  bool key_hidden = false;
  std::string key_unusable{};
  bool key_matches = true;
};

// Before its end a certificate is reported for this long.
inline constexpr std::int64_t ends_soon = std::int64_t{30} * 24 * 3600;  // seconds

// Pure.
Result judge_certificates(const std::vector<CertificateFacts>& certificates, std::int64_t now);

// Of those files that are there; `files_check` tells of the others.
std::vector<CertificateFacts> look_at_certificates(const daemon::Settings& settings);

}  // namespace lineman::ctl::doctor
