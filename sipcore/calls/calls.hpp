// All calls of the phone.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "sipcore/calls/call.hpp"
#include "sipcore/calls/lines.hpp"

namespace lineman::sipcore {

inline constexpr unsigned most_calls_of_an_account = 4;
inline constexpr unsigned most_calls = 64;

// Pure.
class Calls {
 public:
  struct Hooks {
    // Each change of a call: "established", "ended: 486 Busy Here".
    std::function<void(const CallInfo& call, const std::string& what)> told;
    std::function<void(unsigned account, unsigned calls)> number_changed;
  };

  // They outlive it.
  Calls(CallContext& context, Lines& lines, Hooks hooks);

  // Its number. Errors: not_possible, the sentence says why.
  tl::expected<unsigned, Error> dial(unsigned account, const std::string& uri);
  // Errors: no_call.
  tl::expected<void, Error> hang_up(unsigned call);
  std::vector<CallInfo> list() const;  // by number
  unsigned number_of(unsigned account) const;

  // An INVITE outside a dialog. Always answered, now or later.
  void invited(const Inbound& invite);
  // A CANCEL; answered.
  void cancelled(const Inbound& cancel);
  // Within a dialog; false: of no call, and not answered.
  bool received(const Inbound& inbound);

  // Our addresses may be other ones.
  void network_changed();

  // All end without a word.
  void clear();

 private:
  Call::News news();
  void begun(std::unique_ptr<Call> call);
  void ended(const Call& call, const std::string& why);
  std::string reason_against(unsigned account) const;
  void refuse(const Inbound& invite, unsigned account, unsigned status,
              const std::string& headers = {});
  tl::expected<Hop, unsigned> hop_towards(const Inbound& invite, RequestRouter& router);

  CallContext& context_;
  Lines& lines_;
  Hooks hooks_;
  unsigned last_number_ = 0;
  std::map<unsigned, std::unique_ptr<Call>> calls_{};
  std::vector<std::unique_ptr<Call>> over_{};  // until the loop turns: they may be on the stack
  std::unique_ptr<Timer> sweep_{};
};

}  // namespace lineman::sipcore
