// One binding: our Contact at one target, its Call-ID, its nonces, and the attempts to make, renew
// or remove it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "sipcore/message/authenticator.hpp"
#include "sipcore/message/request_text.hpp"
#include "sipcore/registration/cause.hpp"
#include "sipcore/transaction/transactions.hpp"

namespace lineman::sipcore {

struct AttemptSuccess {
  std::chrono::seconds lease{};  // of our own Contact; 0 after a removal
  std::optional<Duration> round_trip{};
};

using AttemptResult = std::variant<AttemptSuccess, AttemptFailure>;

struct BindingForm {
  Identity identity{};
  Credentials credentials{};
  std::string instance_id{};
  unsigned server = 1;  // of the account
  std::string route{};  // URI of the outbound proxy, or empty
};

// What a registration tells of its target along the way.
struct BindingNews {
  std::function<void(AttemptResult)>
      done;  // once for each attempt, from the loop; may destroy the binding
  std::function<void()> unanswered = nullptr;
  std::function<void(const Response&)> answered =
      nullptr;  // each final response, challenges included
};

// Pure. One attempt at a time: a REGISTER and what its answers ask for (credentials, a longer
// expiry).
class Binding {
 public:
  Binding(Clock& clock, Transactions& transactions, std::shared_ptr<Link> link, BindingForm form,
          datamodel::ServerCounters& counters);

  // Asks for `expires` seconds; 0 removes the binding. Not while busy().
  void attempt(std::chrono::seconds expires, const Patience& patience, BindingNews news);
  // Drops the attempt under way, if there is one: nobody is told, the request is counted as
  // abandoned.
  void abandon();
  bool busy() const { return request_ != nullptr; }

  // True where the server may hold our Contact: it granted a lease that has not ended, or it heard
  // us and its answer is still out.
  bool may_stand() const { return clock_.now() < lease_end_ || (busy() && heard_); }
  TimePoint lease_end() const { return lease_end_; }
  // Whether our address towards the target is no longer the one that stands in the last REGISTER.
  bool has_moved() const { return sent_from_ && *sent_from_ != link_->local(); }
  bool goes_over(const Link& link) const { return link_.get() == &link; }
  const Target& target() const { return link_->target(); }

  void set_credentials(Credentials credentials) { authenticator_.set(std::move(credentials)); }
  void set_display_name(std::string name) { form_.identity.display_name = std::move(name); }

 private:
  void send();
  void ended(TransactionEnd how);
  void answered(const Answered& answer);
  void challenged(const Response& response);
  void granted(const Answered& answer);
  void note_nat(const Response& response);
  void too_brief(const Response& response);
  void fail(Cause cause, unsigned code, std::string reason);
  void finish(AttemptResult result);
  std::optional<std::chrono::seconds> own_lease(const Response& response) const;

  Clock& clock_;
  Transactions& transactions_;
  std::shared_ptr<Link> link_;
  BindingForm form_;
  datamodel::ServerCounters& counters_;
  Authenticator authenticator_;
  std::string call_id_;
  std::string from_tag_;
  std::string token_;  // our Contact's `binding`
  std::uint32_t cseq_ = 0;
  std::uint32_t minimum_ = 0;          // Min-Expires of an earlier 423
  std::optional<Target> sent_from_{};  // our own address, for the last REGISTER
  std::optional<Target> contact_{};    // where it says that we are
  std::optional<Target> stands_{};     // our address in what the server holds
  std::unique_ptr<Transactions::Pending> request_{};
  // Of the attempt under way:
  BindingNews news_{};
  Patience patience_{};
  std::uint32_t expires_ = 0;
  bool told_too_brief_ = false;
  bool told_of_nat_ = false;
  bool heard_ = false;
  TimePoint lease_end_{};
};

// What tells this Contact from those at other targets: the same for the same server and target
// after every start, so that a restart renews a binding and does not add one.
std::string binding_token(unsigned server, const Target& target);
unsigned reg_id_of(std::string_view token);

}  // namespace lineman::sipcore
