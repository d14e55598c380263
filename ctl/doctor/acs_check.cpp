#include "ctl/doctor/acs_check.hpp"

#include <algorithm>

#include "ctl/json_reading.hpp"

namespace lineman::ctl::doctor {
namespace {

// As the agent says it of HTTP 401, 403 and 407.
bool is_refused_password(std::string_view result) {
  return result.find("refuses our credentials") != std::string_view::npos ||
         result.find("authentication") != std::string_view::npos;
}

FindingId id_of(const AcsFacts& facts, std::string_view result) {
  switch (facts.connection.contact) {
    case Contact::name_unknown:
      return FindingId::acs_name;
    case Contact::refused:
      return FindingId::acs_unreachable;
    case Contact::bad_certificate:
      return FindingId::acs_certificate;
    case Contact::not_tried:
    case Contact::no_tls:
    case Contact::good:
      break;
  }
  return is_refused_password(result) ? FindingId::acs_password : FindingId::acs_fails;
}

}  // namespace

Result judge_acs(const AcsFacts& facts) {
  Result result{.check = "acs"};
  if (facts.status.empty()) {
    result.summary = "not known";
    result.unchecked.push_back(
        {"how sessions with the ACS go", "it takes the agent, running and answering"});
    return result;
  }
  const auto& acs = object_of(facts.status, "acs");
  if (acs.empty()) {
    result.summary = facts.wanted ? "none is known" : "none is wanted";
    if (facts.wanted)
      result.findings.push_back({.id = FindingId::acs_no_url,
                                 .what = text_of(facts.status, "acs_off"),
                                 .where = "static.managementserver.url",
                                 .command = "linemanctl set static.managementserver.url=URL"});
    return result;
  }
  const auto url = text_of(acs, "url");
  const auto last = text_of(acs, "result");
  result.summary = last == "ok" ? url : last.empty() ? url + ", no session yet" : url;
  if (last.empty() || last == "ok") return result;
  const auto id = id_of(facts, last);
  auto what = last;
  if (!facts.connection.sentence.empty()) what += "; now: " + facts.connection.sentence;
  result.findings.push_back({.id = id, .what = std::move(what), .where = url});
  return result;
}

bool read_url(std::string_view url, Destination& destination) {
  const bool https = url.starts_with("https://");
  if (!https && !url.starts_with("http://")) return false;
  url.remove_prefix(url.find("//") + 2);
  url = url.substr(0, url.find_first_of("/?#"));
  url.remove_prefix(std::min(url.rfind('@') + 1, url.size()));
  const bool bracketed = url.starts_with('[');
  const auto end = bracketed ? url.find(']') + 1 : std::min(url.find(':'), url.size());
  auto host = url.substr(0, end);
  const auto rest = url.substr(end);
  if (bracketed) host = host.substr(1, host.size() - 2);
  unsigned port = https ? 443 : 80;
  if (rest.starts_with(':')) {
    port = 0;
    for (const char digit : rest.substr(1)) {
      if (digit < '0' || digit > '9' || port > 65535) return false;
      port = port * 10 + static_cast<unsigned>(digit - '0');
    }
  }
  if (host.empty() || port == 0 || port > 65535) return false;
  destination.address = host;
  destination.name = host;
  destination.port = static_cast<std::uint16_t>(port);
  destination.tls = https;
  return true;
}

}  // namespace lineman::ctl::doctor
