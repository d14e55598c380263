#include "ctl/doctor/accounts_check.hpp"

#include "ctl/json_reading.hpp"

namespace lineman::ctl::doctor {
namespace {

using boost::json::object;

std::string name_of_account(const object& account) {
  return "account " + std::to_string(number_of(account, "account"));
}

// "403 Forbidden", "no connection to …"; empty where nothing failed yet.
std::string last_failure(const object& account) {
  const auto& failure = object_of(account, "last_failure");
  const auto code = number_of(failure, "code");
  const auto reason = text_of(failure, "reason");
  return code == 0 ? reason : std::to_string(code) + ' ' + reason;
}

FindingId id_of(std::string_view state) {
  if (state == "misconfigured") return FindingId::account_misconfigured;
  if (state == "authFailed") return FindingId::account_password;
  if (state == "rejected") return FindingId::account_rejected;
  if (state == "allServersFailed") return FindingId::account_unreachable;
  return FindingId::account_not_registered;
}

// What to type to look closer, or to put it right.
std::string command_for(FindingId id, const object& account) {
  const auto number = std::to_string(number_of(account, "account"));
  if (id == FindingId::account_password) return "linemanctl set account." + number + ".password=-";
  if (id == FindingId::account_misconfigured || id == FindingId::account_rejected)
    return "linemanctl get 'account." + number + ".*'";
  return "linemanctl status " + number;
}

class Judge {
 public:
  Judge(const AccountsFacts& facts, Result& result) : facts_{facts}, result_{result} {}

  void judge(const object& account) {
    const auto state = text_of(account, "state");
    if (state == "disabled") return;
    ++enabled_;
    const bool certificate = judge_certificates(account);
    if (state == "registered") {
      ++registered_;
      if (text_of(account, "mode") != "primary" && !certificate) find_backup(account);
    } else if (!certificate) {
      find_state(account, state);
    }
  }

  std::string summary() const {
    if (enabled_ == 0) return "none is enabled";
    return std::to_string(registered_) + " of " + std::to_string(enabled_) + " registered";
  }

 private:
  void find(FindingId id, const object& account, const std::string& what) {
    result_.findings.push_back({.id = id,
                                .what = name_of_account(account) + ": " + what,
                                .where = "account." + std::to_string(number_of(account, "account")),
                                .command = command_for(id, account)});
  }

  // True where one of its servers has a certificate that is refused: that is why it fails.
  bool judge_certificates(const object& account) {
    bool found = false;
    for (const auto& server : facts_.probed) {
      if (server.account != number_of(account, "account") ||
          server.connection.contact != Contact::bad_certificate) {
        continue;
      }
      found = true;
      find(FindingId::registrar_certificate, account,
           "server " + std::to_string(server.server) + ": " + server.connection.sentence);
    }
    return found;
  }

  void find_backup(const object& account) {
    const auto failure = last_failure(account);
    find(FindingId::account_on_backup, account,
         "registered with server " + std::to_string(number_of(account, "server")) + " at " +
             text_of(account, "target") + " (" + text_of(account, "mode") + ')' +
             (failure.empty() ? "" : "; the last failure: " + failure));
  }

  void find_state(const object& account, const std::string& state) {
    auto what = state == "misconfigured" ? text_of(account, "reason") : last_failure(account);
    if (what.empty()) what = "state " + state;
    for (const auto& server : facts_.probed) {
      const bool meant = server.account == number_of(account, "account");
      if (!meant || server.connection.sentence.empty()) continue;
      what += "; server " + std::to_string(server.server) + ": " + server.connection.sentence;
    }
    find(id_of(state), account, what);
  }

  const AccountsFacts& facts_;
  Result& result_;
  unsigned enabled_ = 0;
  unsigned registered_ = 0;
};

}  // namespace

Result judge_accounts(const AccountsFacts& facts) {
  Result result{.check = "accounts"};
  if (!flag_of(object_of(facts.status, "sipcore"), "connected")) {
    result.summary = "not known";
    result.unchecked.push_back({"whether the accounts are registered",
                                "it takes the agent and the SIP core, both running"});
    return result;
  }
  Judge judge{facts, result};
  for_each_object(array_of(facts.status, "accounts"),
                  [&](const object& account) { judge.judge(account); });
  result.summary = judge.summary();
  return result;
}

}  // namespace lineman::ctl::doctor
