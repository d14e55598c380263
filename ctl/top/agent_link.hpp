// Follows an agent that may go away and come back: its status every second, its events as they
// happen, and the counters of one account.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <boost/json/object.hpp>
#include <cstdint>
#include <functional>
#include <string>

#include "varlink/client.hpp"

namespace lineman::ctl::top {

// One thread: the loop's, which outlives the link. Callbacks come from the loop. Sentences are
// without a full stop.
class AgentLink {
 public:
  struct Listener {
    std::function<void(boost::json::object)> status;
    std::function<void(boost::json::object)> requested;  // Get of the leases asked for
    std::function<void(boost::json::object)> counters;
    std::function<void(const boost::json::object&)> event;
    std::function<void(std::string)> trouble;  // it is away, or refuses; it is tried again
    std::function<void(std::string)> no_events;
  };

  AgentLink(boost::asio::io_context& loop, const std::string& runtime_dir, Listener listener);

  void start();
  // Whose counters are asked for; 0: nobody's.
  void follow_counters(std::uint64_t account);

 private:
  void turn();
  bool connect();
  void watch();
  void ask(std::string_view method, boost::json::object parameters,
           std::function<void(boost::json::object)> listener);
  void ask_for_status();
  void ask_for_counters();
  void lose(std::string sentence);

  std::string socket_;
  Listener listener_;
  boost::asio::steady_timer timer_;
  varlink::Client calls_;
  varlink::Client events_;
  std::uint64_t counters_of_ = 0;
  bool waiting_ = false;  // for a status
};

}  // namespace lineman::ctl::top
