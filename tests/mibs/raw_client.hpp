// SNMP messages made and read octet by octet, for what the tools do not send.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace lineman::mibs::test {

using Octets = std::string;
using Name = std::vector<unsigned long>;

// BER, as SNMP uses it.
Octets ber(unsigned char tag, const Octets& content);
Octets ber_integer(long number);
Octets ber_unsigned(unsigned long number);
Octets ber_text(const std::string& text);
Octets ber_null();
Octets ber_name(const Name& name);

// Arcs below linemanSipObjects as a whole name.
Name ours(const Name& below);

struct Varbind {
  Name name;
  Octets value = ber_null();
};

enum class Operation : unsigned char { get = 0xA0, get_next = 0xA1, set = 0xA3, get_bulk = 0xA5 };

// A version 2c message. `first` and `second` are error-status and -index, or non-repeaters and
// max-repetitions.
Octets message(const std::string& community, Operation operation, long request,
               const std::vector<Varbind>& varbinds, long first = 0, long second = 0);

Octets pdu_of(Operation operation, long request, const std::vector<Varbind>& varbinds,
              long first = 0, long second = 0);

// A version 3 message of a user, noAuthNoPriv.
Octets message_without_security(const std::string& engine, const std::string& user,
                                const Octets& pdu);

struct Response {
  long request = 0;
  long status = 0;
  long index = 0;
  std::size_t varbinds = 0;
};

std::optional<Response> parse(const Octets& message);

// One socket, so that everything comes from one port.
class RawClient {
 public:
  explicit RawClient(unsigned port);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  void send(const Octets& message) const;
  // Waits for a response; nothing where none comes for a long time.
  std::optional<Response> receive() const;
  // Whether one is there already.
  bool has_response() const;
  std::optional<Response> ask(const Octets& message) const;

 private:
  int socket_;
};

}  // namespace lineman::mibs::test
