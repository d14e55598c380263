#include "sipcore/message/sip_message.hpp"

#include <osipparser2/osip_parser.h>
#include <osipparser2/osip_port.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <memory>

namespace lineman::sipcore {

namespace {

struct FreeMessage {
  void operator()(osip_message_t* message) const { osip_message_free(message); }
};
using Parsed = std::unique_ptr<osip_message_t, FreeMessage>;

struct FreeText {
  void operator()(char* text) const { osip_free(text); }
};
using Text = std::unique_ptr<char, FreeText>;

std::string text_of(const char* text) {
  return text == nullptr ? std::string() : std::string(text);
}

template <typename Element>
Element* element(const osip_list_t& list, int position) {
  return static_cast<Element*>(osip_list_get(&list, position));
}

auto refused(std::string why) {
  return tl::unexpected<std::string>(std::move(why));
}

void start_library() {
  static const int started = [] {
    // Its complaints about what others send would fill the log; what we drop is counted.
    osip_trace_initialize_func(TRACE_LEVEL0,
                               [](const char*, int, osip_trace_level_t, const char*, va_list) {});
    return parser_init();
  }();
  static_cast<void>(started);
}

bool is_lower_equal(char a, char b) {
  const auto lower = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  };
  return lower(a) == lower(b);
}

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, is_lower_equal);
}

// Decimal digits and nothing else, up to 2^32-1; what is larger acts as that (RFC 3261, 20.19).
std::optional<std::uint32_t> number_of(std::string_view text) {
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  if (text.empty() || !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  static_cast<void>(end);
  return error == std::errc() ? number : std::numeric_limits<std::uint32_t>::max();
}

// Retry-After may go on with a comment or parameters (RFC 3261, 20.33).
std::optional<std::uint32_t> leading_number(std::string_view text) {
  return number_of(text.substr(0, text.find_first_of(" \t(;")));
}

std::string header(const osip_message_t& message, const char* name) {
  osip_header_t* found = nullptr;
  osip_message_header_get_byname(&message, name, 0, &found);
  return found == nullptr ? std::string() : text_of(found->hvalue);
}

std::string parameter(const osip_list_t& list, std::string_view name) {
  for (int i = 0; i < osip_list_size(&list); ++i) {
    const auto* one = element<osip_generic_param_t>(list, i);
    if (one->gname != nullptr && same_word(one->gname, name)) return text_of(one->gvalue);
  }
  return {};
}

std::string unquoted(const char* text) {
  auto value = text_of(text);
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
    return value.substr(1, value.size() - 2);
  return value;
}

std::optional<DigestAlgorithm> algorithm_of(std::string_view text) {
  if (text.empty() || same_word(text, "MD5")) return DigestAlgorithm::md5;
  if (same_word(text, "MD5-sess")) return DigestAlgorithm::md5_sess;
  if (same_word(text, "SHA-256")) return DigestAlgorithm::sha256;
  return std::nullopt;
}

bool offers_auth(std::string_view options) {
  while (!options.empty()) {
    const auto comma = options.find(',');
    auto option = options.substr(0, comma);
    while (option.starts_with(' ')) option.remove_prefix(1);
    while (option.ends_with(' ')) option.remove_suffix(1);
    if (same_word(option, "auth")) return true;
    if (comma == std::string_view::npos) break;
    options.remove_prefix(comma + 1);
  }
  return false;
}

void add_challenges(const osip_list_t& list, bool proxy, std::vector<Challenge>& challenges) {
  for (int i = 0; i < osip_list_size(&list) && challenges.size() < most_challenges; ++i) {
    const auto* field = element<osip_www_authenticate_t>(list, i);
    if (!same_word(text_of(field->auth_type), "Digest")) continue;
    Challenge challenge;
    challenge.proxy = proxy;
    challenge.realm = unquoted(field->realm);
    challenge.nonce = unquoted(field->nonce);
    challenge.opaque = unquoted(field->opaque);
    challenge.algorithm_text = unquoted(field->algorithm);
    challenge.algorithm = algorithm_of(challenge.algorithm_text);
    challenge.qop_given = field->qop_options != nullptr;
    challenge.qop_auth = offers_auth(unquoted(field->qop_options));
    challenge.stale = same_word(unquoted(field->stale), "true");
    challenges.push_back(std::move(challenge));
  }
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
  if (text.size() < version.size() + 4 || !same_word(text.substr(0, version.size()), version)) {
    return refused("the status line is not one of SIP/2.0");
  }
  const auto digits = number_of(text.substr(version.size(), 3));
  if (!digits || text[version.size() + 3] != ' ' || *digits < 100 || *digits > 699) {
    return refused("the status is not between 100 and 699");
  }
  return *digits;
}

struct Common {
  std::string branch;
  std::string method;
  std::uint32_t cseq = 0;
  std::string call_id;
  std::string from_tag;
};

tl::expected<Common, std::string> common_of(const osip_message_t& message) {
  const auto* via = element<osip_via_t>(message.vias, 0);
  if (via == nullptr) return refused("there is no Via");
  if (message.from == nullptr) return refused("there is no From");
  if (message.to == nullptr) return refused("there is no To");
  if (message.call_id == nullptr) return refused("there is no Call-ID");
  if (message.cseq == nullptr) return refused("there is no CSeq");
  const auto number = number_of(text_of(message.cseq->number));
  if (!number || *number == std::numeric_limits<std::uint32_t>::max()) {
    return refused("CSeq is no number");
  }
  Common common;
  common.branch = parameter(via->via_params, "branch");
  common.method = text_of(message.cseq->method);
  common.cseq = *number;
  common.call_id = text_of(message.call_id->number);
  if (message.call_id->host != nullptr) common.call_id += "@" + text_of(message.call_id->host);
  common.from_tag = parameter(message.from->gen_params, "tag");
  return common;
}

Response response_of(const osip_message_t& message, unsigned status, Common common) {
  Response response;
  response.status = status;
  response.reason = text_of(message.reason_phrase);
  response.branch = std::move(common.branch);
  response.method = std::move(common.method);
  response.cseq = common.cseq;
  response.call_id = std::move(common.call_id);
  response.from_tag = std::move(common.from_tag);
  response.expires = number_of(header(message, "expires"));
  response.min_expires = number_of(header(message, "min-expires"));
  response.retry_after = leading_number(header(message, "retry-after"));
  add_contacts(message, response.contacts);
  add_challenges(message.www_authenticates, false, response.challenges);
  add_challenges(message.proxy_authenticates, true, response.challenges);
  return response;
}

template <typename Field, typename Write>
std::string written(const Field& field, Write write) {
  char* raw = nullptr;
  if (write(&field, &raw) != 0) return {};
  const Text text(raw);
  return text_of(text.get());
}

tl::expected<Message, std::string> request_of(const osip_message_t& message, Common common) {
  if (message.sip_method == nullptr || common.method != message.sip_method) {
    return refused("CSeq names another method");
  }
  Request request;
  request.method = std::move(common.method);
  request.branch = std::move(common.branch);
  request.cseq = common.cseq;
  request.call_id = std::move(common.call_id);
  if (message.req_uri != nullptr) request.user = text_of(message.req_uri->username);
  for (int i = 0; i < osip_list_size(&message.vias); ++i) {
    request.vias +=
        "Via: " + written(*element<osip_via_t>(message.vias, i), osip_via_to_str) + "\r\n";
  }
  request.from = written(*message.from, osip_from_to_str);
  request.to = written(*message.to, osip_to_to_str);
  request.to_has_tag = !parameter(message.to->gen_params, "tag").empty();
  return request;
}

}  // namespace

tl::expected<Message, std::string> parse_message(std::string_view text) {
  start_library();
  if (text.size() > longest_message) return refused("it is too long");
  if (text.find('\0') != std::string_view::npos) return refused("it has a NUL");
  osip_message_t* raw = nullptr;
  if (osip_message_init(&raw) != 0) return refused("there is no memory for it");
  const Parsed message(raw);
  const std::string terminated(text);
  if (osip_message_parse(raw, terminated.c_str(), terminated.size()) != 0) {
    return refused("it cannot be parsed");
  }
  const bool is_response = raw->sip_method == nullptr;
  unsigned status = 0;
  if (is_response) {
    const auto checked = status_of(text);
    if (!checked) return refused(checked.error());
    status = *checked;
  }
  auto common = common_of(*raw);
  if (!common) return refused(common.error());
  if (!is_response) return request_of(*raw, std::move(*common));
  return response_of(*raw, status, std::move(*common));
}

}  // namespace lineman::sipcore
