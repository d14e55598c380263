#include "sipcore/message/sip_message.hpp"

#include <algorithm>
#include <limits>

#include "datamodel/ascii.hpp"
#include "sipcore/message/osip_challenges.hpp"
#include "sipcore/message/osip_fields.hpp"
#include "sipcore/message/osip_requests.hpp"

namespace lineman::sipcore {

using namespace osip;

namespace {

auto refused(std::string why) {
  return tl::unexpected<std::string>(std::move(why));
}

void add_contacts(const osip_message_t& message, std::vector<ListedContact>& contacts) {
  for (int i = 0; i < osip_list_size(&message.contacts) && contacts.size() < most_contacts; ++i) {
    const auto* field = element<osip_contact_t>(message.contacts, i);
    if (field->url == nullptr || field->url->host == nullptr) continue;
    ListedContact contact;
    contact.user = text_of(field->url->username);
    contact.host = text_of(field->url->host);
    contact.port = static_cast<std::uint16_t>(
        std::min(number_of(text_of(field->url->port)).value_or(0), 65'535U));
    contact.binding = parameter(field->url->url_params, "binding");
    const auto expires = parameter(field->gen_params, "expires");
    if (!expires.empty()) contact.expires = number_of(expires);
    contacts.push_back(std::move(contact));
  }
}

// The status line must be exact, since the library takes "2x0" for a success.
tl::expected<unsigned, std::string> status_of(std::string_view text) {
  constexpr std::string_view version = "SIP/2.0 ";
  if (text.size() < version.size() + 4 ||
      !datamodel::same_word(text.substr(0, version.size()), version)) {
    return refused("the status line is not one of SIP/2.0");
  }
  const auto digits = number_of(text.substr(version.size(), 3));
  if (!digits || text[version.size() + 3] != ' ' || *digits < 100 || *digits > 699) {
    return refused("the status is not between 100 and 699");
  }
  return *digits;
}

// The library takes any version for the one that it speaks.
bool is_request_line(std::string_view text) {
  const auto line = text.substr(0, text.find_first_of("\r\n"));
  constexpr std::string_view version = " SIP/2.0";
  return line.size() > version.size() &&
         datamodel::same_word(line.substr(line.size() - version.size()), version);
}

Body body_of(const osip_message_t& message) {
  Body body;
  const auto* first = element<osip_body_t>(message.bodies, 0);
  if (first == nullptr || first->body == nullptr || first->length == 0) return body;
  body.text.assign(first->body, first->length);
  if (message.content_type == nullptr) return body;
  const auto type = text_of(message.content_type->type);
  body.type = datamodel::lower_case(type + "/" + text_of(message.content_type->subtype));
  return body;
}

std::string uri_of(const osip_from_t* field) {
  return field == nullptr || field->url == nullptr ? std::string() : text_of(*field->url);
}

// What stands in a message of either kind, behind the checks of common_of().
MessageHead head_of(const osip_message_t& message, std::uint32_t cseq) {
  MessageHead head;
  head.branch = parameter(element<osip_via_t>(message.vias, 0)->via_params, "branch");
  head.method = text_of(message.cseq->method);
  head.cseq = cseq;
  head.call_id = text_of(message.call_id->number);
  if (message.call_id->host != nullptr) head.call_id += "@" + text_of(message.call_id->host);
  head.from = text_of(*message.from);
  head.to = text_of(*message.to);
  head.from_tag = parameter(message.from->gen_params, "tag");
  head.to_tag = parameter(message.to->gen_params, "tag");
  head.from_uri = uri_of(message.from);
  head.to_uri = uri_of(message.to);
  head.contact_uri = uri_of(element<osip_contact_t>(message.contacts, 0));
  for (int i = 0; i < osip_list_size(&message.record_routes); ++i)
    head.record_routes.push_back(text_of(*element<osip_from_t>(message.record_routes, i)));
  head.expires = number_of(header(message, "expires"));
  head.body = body_of(message);
  return head;
}

tl::expected<MessageHead, std::string> common_of(const osip_message_t& message) {
  if (element<osip_via_t>(message.vias, 0) == nullptr) return refused("there is no Via");
  if (message.from == nullptr) return refused("there is no From");
  if (message.to == nullptr) return refused("there is no To");
  if (message.call_id == nullptr) return refused("there is no Call-ID");
  if (message.cseq == nullptr) return refused("there is no CSeq");
  const auto number = number_of(text_of(message.cseq->number));
  if (!number || *number == std::numeric_limits<std::uint32_t>::max()) {
    return refused("CSeq is no number");
  }
  const auto most = static_cast<int>(most_routes);
  if (osip_list_size(&message.record_routes) > most || osip_list_size(&message.vias) > most)
    return refused("it came a longer way than is taken");
  return head_of(message, *number);
}

// Nothing where the receiver says nothing, or no address.
std::optional<Target> seen_as(const osip_message_t& message) {
  const auto* via = element<osip_via_t>(message.vias, 0);
  const auto received = parameter(via->via_params, "received");
  const auto rport = number_of(parameter(via->via_params, "rport")).value_or(0);
  if (received.empty() && rport == 0) return std::nullopt;
  auto host = received.empty() ? text_of(via->host) : received;
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  const auto address = parse_ip(host);
  const auto port = rport != 0 ? rport : number_of(text_of(via->port)).value_or(default_sip_port);
  if (!address || port == 0 || port > 65'535) return std::nullopt;
  return Target{.address = *address, .port = static_cast<std::uint16_t>(port)};
}

Response response_of(const osip_message_t& message, unsigned status, MessageHead head) {
  Response response;
  static_cast<MessageHead&>(response) = std::move(head);
  response.status = status;
  response.reason = text_of(message.reason_phrase);
  response.min_expires = number_of(header(message, "min-expires"));
  response.retry_after = leading_number(header(message, "retry-after"));
  response.seen_as = seen_as(message);
  add_contacts(message, response.contacts);
  response.challenges = challenges_of(message);
  return response;
}

}  // namespace

tl::expected<Message, std::string> parse_message(std::string_view text) {
  if (text.size() > longest_message) return refused("it is too long");
  if (text.find('\0') != std::string_view::npos) return refused("it has a NUL");
  const auto message = parse(std::string(text));
  if (!message) return refused("it cannot be parsed");
  const bool is_response = message->sip_method == nullptr;
  unsigned status = 0;
  if (is_response) {
    const auto checked = status_of(text);
    if (!checked) return refused(checked.error());
    status = *checked;
  }
  auto head = common_of(*message);
  if (!head) return refused(head.error());
  if (is_response) return response_of(*message, status, std::move(*head));
  if (!is_request_line(text)) return refused("the request line is not one of SIP/2.0");
  if (head->method != message->sip_method) return refused("CSeq names another method");
  auto request = request_of(*message);
  static_cast<MessageHead&>(request) = std::move(*head);
  return request;
}

}  // namespace lineman::sipcore
