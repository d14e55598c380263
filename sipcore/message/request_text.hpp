// The text of REGISTER, and names as URIs and header fields have them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sipcore/message/target.hpp"

namespace lineman::sipcore {

// Characters that a user name may not show in a URI, as %HH (RFC 3261, 25.1, `user`).
std::string escaped_user(std::string_view user);

// A display name as a quoted string with a space behind it; empty for none.
std::string display_name_text(std::string_view name);

// Who registers: the address of record and what stands with it.
struct Identity {
  std::string user{};    // user part, unescaped
  std::string domain{};  // host of the address of record: a name, or an address with brackets where
                         // it is IPv6
  std::string display_name{};

  bool operator==(const Identity&) const = default;
};

// "sip:1001@example.com"
std::string address_of_record(const Identity& identity);

// The same with the display name, as From and To have it: "Name <sip:1001@example.com>", without a
// tag.
std::string name_addr(const Identity& identity);

// "sip:example.com", the Request-URI of REGISTER and the domain of digest authentication.
std::string registrar_uri(const Identity& identity);

struct RegisterForm {
  const Identity& identity;
  Target local{};    // for Via
  Target contact{};  // where the registrar reaches us
  std::string_view branch;
  std::string_view from_tag;
  std::string_view call_id;
  std::uint32_t cseq = 1;
  std::uint32_t expires = 0;  // seconds; 0 removes the binding
  std::string_view
      binding;  // the URI parameter that makes this Contact differ from those at other targets
  unsigned reg_id = 1;             // RFC 5626, 4.2
  std::string_view instance_id;    // "urn:uuid:...", or empty: no +sip.instance and no reg-id
  std::string_view authorization;  // whole lines
  std::string_view route = {};     // URI of an outbound proxy, or empty
  // Our address in an earlier registration of the same Call-ID, whose Contact this one removes.
  std::optional<Target> leaves = std::nullopt;
};

std::string register_text(const RegisterForm& form);

}  // namespace lineman::sipcore
