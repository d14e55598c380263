// The management agent as linemanctl sees it: the far end of the control socket.
#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace lineman::ctl {

// Why there is no result.
struct CallError {
  boost::json::object refused{};  // not empty: nothing changed, and this says why (Refused)
  std::string sentence{};         // otherwise: what happened and what to do, without a full stop
};

class Agent {
 public:
  explicit Agent(std::string runtime_dir);

  // One method of org.lineman.Control1, without the interface's name.
  tl::expected<boost::json::object, CallError> call(
      std::string_view method, boost::json::object parameters,
      std::chrono::milliseconds within = patience) const;

  // A method that answers with a stream; `each` is given every reply. Waits without end. Comes back
  // where the agent refuses, or goes away, and says so.
  CallError watch(std::string_view method, boost::json::object parameters,
                  const std::function<void(const boost::json::object&)>& each) const;

  // Above the agent's own deadline for a change, which is the longest thing that it does.
  static constexpr std::chrono::seconds patience{10};

 private:
  std::string socket_;
};

}  // namespace lineman::ctl
