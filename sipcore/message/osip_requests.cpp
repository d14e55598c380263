#include "sipcore/message/osip_requests.hpp"

#include <algorithm>

#include "datamodel/ascii.hpp"

namespace lineman::sipcore::osip {

namespace {

using datamodel::lower_case;
using datamodel::same_word;
using datamodel::trimmed;

// "a;b=c" by `separator`, each part trimmed; empty parts are left out.
std::vector<std::string> parts_of(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find(separator), text.size());
    if (const auto part = trimmed(text.substr(0, end)); !part.empty()) parts.emplace_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

// The value of the parameter `name` among the parts behind the first one.
std::string part_named(const std::vector<std::string>& parts, std::string_view name) {
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const std::string_view part = parts[i];
    const auto equals = part.find('=');
    if (equals == std::string_view::npos || !same_word(trimmed(part.substr(0, equals)), name))
      continue;
    return std::string(trimmed(part.substr(equals + 1)));
  }
  return {};
}

std::vector<std::string> required_by(const osip_message_t& message) {
  std::vector<std::string> options;
  osip_header_t* found = nullptr;
  for (int at = 0; (at = osip_message_header_get_byname(&message, "require", at, &found)) >= 0;
       ++at) {
    for (auto& option : parts_of(text_of(found->hvalue), ',')) options.push_back(std::move(option));
  }
  return options;
}

void read_event(const osip_message_t& message, Request& request) {
  auto event = header(message, "event");
  if (event.empty()) event = header(message, "o");
  const auto parts = parts_of(event, ';');
  if (parts.empty()) return;
  request.event = lower_case(parts.front());
  request.event_id = part_named(parts, "id");
}

SubscriptionStateField subscription_of(const osip_message_t& message) {
  const auto parts = parts_of(header(message, "subscription-state"), ';');
  if (parts.empty()) return {};
  return {.state = lower_case(parts.front()),
          .reason = lower_case(part_named(parts, "reason")),
          .expires = number_of(part_named(parts, "expires")),
          .retry_after = number_of(part_named(parts, "retry-after"))};
}

void read_via(const osip_message_t& message, Request& request) {
  const auto* via = element<osip_via_t>(message.vias, 0);
  request.via_host = lower_case(text_of(via->host));
  const auto port = number_of(text_of(via->port)).value_or(0);
  request.via_port = port > 65'535 ? std::uint16_t{0} : static_cast<std::uint16_t>(port);
  request.has_rport = find_parameter(via->via_params, "rport").has_value();
  for (int i = 0; i < osip_list_size(&message.vias); ++i)
    request.vias += "Via: " + text_of(*element<osip_via_t>(message.vias, i)) + "\r\n";
}

}  // namespace

Request request_of(const osip_message_t& message) {
  Request request;
  if (message.req_uri != nullptr) {
    request.uri = text_of(*message.req_uri);
    request.scheme = lower_case(text_of(message.req_uri->scheme));
    request.user = text_of(message.req_uri->username);
  }
  read_via(message, request);
  request.require = required_by(message);
  read_event(message, request);
  request.subscription = subscription_of(message);
  return request;
}

}  // namespace lineman::sipcore::osip
