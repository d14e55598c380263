// The messages of varlink (https://varlink.org): one JSON object each, ended by a NUL.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "varlink/limits.hpp"

namespace lineman::varlink {

using Object = boost::json::object;

// What a client asks. At most one of `more` and `oneway` is set.
struct Call {
  std::string method{};  // with its interface: "org.lineman.SipCore1.Hello"
  Object parameters{};
  bool more = false;    // several replies are welcome
  bool oneway = false;  // no reply is wanted

  // The method's parts: "org.lineman.SipCore1" and "Hello".
  std::string_view interface() const;
  std::string_view member() const;
};

// What a server answers.
struct Reply {
  Object parameters{};
  std::string error{};     // with its interface; empty: success
  bool continues = false;  // another reply to the same call follows
};

// The frame is without its NUL. The error is a sentence without a full stop that quotes nothing of
// the frame, since a frame may hold secrets. Unknown members are ignored.
tl::expected<Call, std::string> parse_call(std::string_view frame);
tl::expected<Reply, std::string> parse_reply(std::string_view frame);

// With the NUL. The sender keeps to the limits; message_fits() says whether it did.
std::string print(const Call& call);
std::string print(const Reply& reply);

inline bool message_fits(std::string_view printed) {
  return printed.size() <= maximum_frame + 1;
}

}  // namespace lineman::varlink
