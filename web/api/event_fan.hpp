// One watch of the agent's events for all browsers.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "daemon/clock.hpp"
#include "varlink/client.hpp"
#include "web/http/site.hpp"
#include "web/login/sessions.hpp"

namespace lineman::web {

// Besides the agent's own kinds (docs/control-protocol.md): there is no agent, and there is one
// again.
inline constexpr std::string_view agent_away_kind = "agentAway";
inline constexpr std::string_view agent_back_kind = "agentBack";

// Watches while somebody listens. Each stream begins with `watching`, from which on nothing is left
// out, or with `agentAway`. While the agent is away it is tried again, and once it is back the
// streams get `agentBack` and then `watching`. A browser that reads too slowly is dropped by the
// door, and comes back by itself. One thread: the loop's, which outlives it, as does `clock`.
class EventFan {
 public:
  static constexpr std::size_t most_streams = 64;
  static constexpr std::size_t most_streams_of_session = 6;
  static constexpr std::chrono::seconds retry_interval{1};
  // Something is written at least so often: whoever is gone without a word is noticed.
  static constexpr std::chrono::seconds beat_interval{25};

  EventFan(boost::asio::io_context& loop, Clock& clock, std::string socket);

  // A stream of this session; it ends with it.
  void add(SessionNumber session, const std::shared_ptr<Reply>& reply);
  void end_of(SessionNumber session);

  std::size_t streams() const { return streams_.size(); }

 private:
  struct Stream {
    SessionNumber session = 0;
    std::shared_ptr<Reply> reply{};
  };
  using StreamId = std::uint64_t;

  bool has_room_for(SessionNumber session) const;
  void watch();
  void came(const varlink::Answer& answer);
  void lost();
  void leave();
  void tell(const std::string& text);
  void removed();
  void beat();
  std::string event(std::string_view kind) const;

  Clock& clock_;
  std::string socket_;
  std::map<StreamId, Stream> streams_{};
  StreamId last_ = 0;
  std::uint64_t generation_ = 0;
  std::uint64_t attempt_ = 0;
  bool watching_ = false;
  bool told_away_ = false;
  std::unique_ptr<Timer> retry_{};
  std::unique_ptr<Timer> beat_{};
  varlink::Client client_;
};

}  // namespace lineman::web
