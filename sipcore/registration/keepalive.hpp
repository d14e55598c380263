// Asks a target now and then whether it is there, so that a dead one is noticed before the next
// request: OPTIONS over UDP, line ends over a connection (RFC 5626, 4.4.1).
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "sipcore/message/request_text.hpp"
#include "sipcore/registration/cause.hpp"
#include "sipcore/transaction/transactions.hpp"

namespace lineman::sipcore {

// How long the answer to line ends may take (RFC 5626, 4.4.1).
inline constexpr std::chrono::seconds longest_pong{10};

// Pure. Goes on until it is destroyed or has told that the target is lost.
class Keepalive {
 public:
  struct Form {
    std::shared_ptr<Link> link{};
    Identity identity{};
    Patience patience{};
    Duration interval{};  // above 0
  };

  // Told from the loop.
  struct News {
    std::function<void(unsigned status)> answered;  // OPTIONS, by something else than 503
    std::function<void(AttemptFailure)> lost;       // once; it may destroy the keepalive
  };

  // `counters` outlive it.
  Keepalive(Clock& clock, Transactions& transactions, Form form,
            datamodel::ServerCounters& counters, News news);

  // Line ends came from there.
  void pong(const Target& from);

 private:
  void wait();
  void ask();
  void ask_by_options();
  void ask_by_line_ends();
  void ended(const TransactionEnd& how);
  void lose(std::string reason);

  Clock& clock_;
  Transactions& transactions_;
  Form form_;
  datamodel::ServerCounters& counters_;
  News news_;
  std::string call_id_;
  std::string from_tag_;
  std::uint32_t cseq_ = 0;
  std::unique_ptr<Transactions::Pending> request_{};
  std::unique_ptr<Timer> timer_{};
  bool asked_ = false;  // line ends are out
};

}  // namespace lineman::sipcore
