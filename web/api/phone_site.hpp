// The phone's page as it is served: files, logins and the JSON interface (docs/web-api.md).
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/api/agent_line.hpp"
#include "web/api/event_fan.hpp"
#include "web/http/site.hpp"
#include "web/login/gate.hpp"
#include "web/login/sessions.hpp"
#include "web/pages/assets.hpp"

namespace lineman::web {

using FindAsset = std::function<std::optional<Asset>(std::string_view path)>;

// One thread: the loop's, which outlives it, as does the clock. It asks the agent over a connection
// for each session, and watches its events over one more.
class PhoneSite : public Site {
 public:
  struct World {
    boost::asio::io_context& loop;
    Clock& clock;
    std::string control_socket;
    unsigned accounts = 0;  // of this model
    FindAsset find_asset = asset;
  };

  PhoneSite(World world, Users users);

  void handle(Request request, std::shared_ptr<Reply> reply) override;

  // Sessions of users who are gone, or changed, end.
  void take(Users users);

  std::size_t sessions() const { return sessions_.size(); }

 private:
  using ReplyPtr = std::shared_ptr<Reply>;

  void handle_get(const Request& request, const ReplyPtr& reply);
  void handle_post(const Request& request, const ReplyPtr& reply);
  void send_file(const Request& request, const ReplyPtr& reply);
  void log_in(const Request& request, const ReplyPtr& reply);
  // `asked`: the request that it was, without its body.
  Response logged_in(const Request& asked, const User& user);
  void log_out(const Request& request, const ReplyPtr& reply);
  void tell_of_session(const Session& session, const ReplyPtr& reply);
  void ask_agent(const Session& session, const Request& request, const ReplyPtr& reply);

  const Session* session_of(const Request& request) const;
  AgentLine& line_of(const Session& session);
  void ended(SessionNumber number);

  World world_;
  std::string parameters_;  // printed once
  std::map<SessionNumber, AgentLine> lines_{};
  EventFan events_;
  Sessions sessions_;
  Gate gate_;
};

}  // namespace lineman::web
