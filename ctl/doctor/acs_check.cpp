#include "ctl/doctor/acs_check.hpp"

#include <charconv>

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

// "acs.example:7547" and "[2001:db8::1]:7547"; no host where it makes no sense, no port where it
// names none.
struct Place {
  std::string_view host{};
  std::string_view port{};
};

Place split(std::string_view authority) {
  Place place;
  if (authority.starts_with('[')) {
    const auto end = authority.find(']');
    if (end == std::string_view::npos) return {};
    place.host = authority.substr(1, end - 1);
    authority.remove_prefix(end + 1);
  } else {
    place.host = authority.substr(0, authority.find(':'));
    authority.remove_prefix(place.host.size());
  }
  if (authority.starts_with(':')) place.port = authority.substr(1);
  return place;
}

// 0 for none.
int port_of(std::string_view digits) {
  constexpr int highest = 65535;
  int port = 0;
  const auto* end = digits.data() + digits.size();
  const auto [stopped, error] = std::from_chars(digits.data(), end, port);
  const bool good = error == std::errc{} && stopped == end && port > 0 && port <= highest;
  return good ? port : 0;
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
  result.summary = last.empty() ? url + ", no session yet" : url;
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
  url.remove_prefix(url.rfind('@') + 1);  // npos + 1 is 0
  const auto place = split(url);
  const auto port = place.port.empty() ? (https ? 443 : 80) : port_of(place.port);
  if (place.host.empty() || port == 0) return false;
  destination.address = place.host;
  destination.name = place.host;
  destination.port = static_cast<std::uint16_t>(port);
  destination.tls = https;
  return true;
}

}  // namespace lineman::ctl::doctor
