// A connection to the agent's control socket that asks for one user of the page.
#pragma once

#include <boost/json/object.hpp>
#include <functional>
#include <string>
#include <vector>

#include "varlink/client.hpp"
#include "web/login/users.hpp"

namespace lineman::web {

inline constexpr std::string_view control_interface = "org.lineman.Control1.";

// Connects with the first call, and anew with the next one after the agent went away. No call goes
// out before the agent has taken for whom it is, so that none is ever made in the page's own name.
// One thread: the loop's, which outlives it. Nothing is called any more once it is gone.
class AgentLine {
 public:
  // A change is answered within 5 seconds (docs/control-protocol.md, "Limits").
  static constexpr std::chrono::seconds longest_call{10};

  AgentLine(boost::asio::io_context& loop, std::string socket, const User& user);

  // `method` without its interface.
  void call(std::string_view method, boost::json::object parameters,
            varlink::Client::OnAnswer answer);

 private:
  struct Waiting {
    varlink::Call call;
    varlink::Client::OnAnswer answer;
  };

  void introduce();
  void send_what_waits();
  void turn_away(const std::string& sentence);

  std::string socket_;
  std::string who_;
  bool writes_;
  bool introduced_ = false;
  std::vector<Waiting> waiting_{};  // until it is
  varlink::Client client_;
};

}  // namespace lineman::web
