#include "ctl/doctor/certificates_check.hpp"

#include "ctl/doctor/counted.hpp"
#include "ctl/durations.hpp"
#include "datamodel/time_text.hpp"

namespace lineman::ctl::doctor {
namespace {

using datamodel::utc_text;

constexpr std::string_view who_may = "it takes root or the file's owner to read it";

void judge_dates(const CertificateFacts& one, std::int64_t now, Result& result) {
  const auto find = [&](FindingId id, const std::string& what) {
    result.findings.push_back(
        {.id = id, .what = one.path + " (" + one.subject + ") " + what, .where = one.setting});
  };
  if (now > one.not_after) {
    find(FindingId::certificate_expired, "ended on " + utc_text(one.not_after));
  } else if (now < one.not_before) {
    find(FindingId::certificate_not_yet_valid, "begins on " + utc_text(one.not_before));
  } else if (one.not_after - now < ends_soon) {
    find(FindingId::certificate_ends_soon,
         "ends on " + utc_text(one.not_after) + ", in " + duration_text(one.not_after - now));
  }
}

void judge_key(const CertificateFacts& one, Result& result) {
  if (one.key_setting.empty()) return;
  if (one.key_hidden) {
    result.unchecked.push_back({one.key_path + " (" + one.key_setting + ')', std::string{who_may}});
  } else if (!one.key_unusable.empty()) {
    result.findings.push_back({.id = FindingId::certificate_unusable,
                               .what = one.key_path + ' ' + one.key_unusable,
                               .where = one.key_setting});
  } else if (!one.key_matches) {
    result.findings.push_back({.id = FindingId::certificate_other_key,
                               .what = one.key_path + " is not the key of " + one.path,
                               .where = one.key_setting});
  }
}

void judge_one(const CertificateFacts& one, std::int64_t now, Result& result) {
  if (one.hidden) {
    result.unchecked.push_back({one.path + " (" + one.setting + ')', std::string{who_may}});
  } else if (!one.unusable.empty()) {
    result.findings.push_back({.id = FindingId::certificate_unusable,
                               .what = one.path + ' ' + one.unusable,
                               .where = one.setting});
  } else {
    judge_dates(one, now, result);
    judge_key(one, result);
  }
}

}  // namespace

Result judge_certificates(const std::vector<CertificateFacts>& certificates, std::int64_t now) {
  Result result{.check = "certificates",
                .summary = certificates.empty() ? "the settings name none"
                                                : counted(certificates.size(), "certificate") +
                                                      " that the settings name"};
  for (const auto& one : certificates) judge_one(one, now, result);
  return result;
}

}  // namespace lineman::ctl::doctor
