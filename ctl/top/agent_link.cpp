#include "ctl/top/agent_link.hpp"

#include <chrono>
#include <utility>

#include "ctl/call_errors.hpp"
#include "ctl/json_reading.hpp"

namespace lineman::ctl::top {

using boost::json::object;

namespace {

constexpr std::chrono::seconds interval{1};

std::string sentence_of(const CallError& error) {
  return error.sentence.empty() ? "the agent refuses" : error.sentence;
}

varlink::Call call_of(std::string_view method, object parameters) {
  return {.method = std::string{interface_name} + '.' + std::string{method},
          .parameters = std::move(parameters)};
}

}  // namespace

AgentLink::AgentLink(boost::asio::io_context& loop, const std::string& runtime_dir,
                     Listener listener)
    : socket_{runtime_dir + "/control"},
      listener_{std::move(listener)},
      timer_{loop},
      calls_{loop},
      events_{loop} {}

void AgentLink::start() {
  turn();
}

void AgentLink::turn() {
  if (calls_.connected() || connect()) {
    ask_for_status();
    ask_for_counters();
  }
  timer_.expires_after(interval);
  timer_.async_wait([this](const boost::system::error_code& error) {
    if (!error) turn();
  });
}

bool AgentLink::connect() {
  waiting_ = false;
  const auto lost = [this](const varlink::Failure& failure) {
    lose(no_answer(socket_, failure).sentence);
  };
  if (const auto made = calls_.connect(socket_, lost); !made) {
    listener_.trouble(not_reached(socket_, made.error()).sentence);
    return false;
  }
  watch();
  ask("Get", {{"patterns", {"account.*.sip_server.*.expires"}}}, listener_.requested);
  return true;
}

void AgentLink::watch() {
  events_.close();
  if (const auto made = events_.connect(socket_, [](const varlink::Failure&) {}); !made) {
    listener_.no_events(not_reached(socket_, made.error()).sentence);
    return;
  }
  auto call = call_of("Watch", {});
  call.more = true;
  events_.call(std::move(call), {}, [this](varlink::Answer answer) {
    if (!answer) return;  // the other connection says so
    if (!answer->error.empty()) {
      listener_.no_events(sentence_of(explained(std::move(*answer), "Watch")));
      return;
    }
    listener_.event(object_of(answer->parameters, "event"));
  });
}

void AgentLink::ask(std::string_view method, object parameters,
                    std::function<void(object)> listener) {
  calls_.call(call_of(method, std::move(parameters)), Agent::patience,
              [this, method, listener = std::move(listener)](varlink::Answer answer) {
                if (!answer) {
                  lose(no_answer(socket_, answer.error()).sentence);
                } else if (!answer->error.empty()) {
                  listener_.trouble(sentence_of(explained(std::move(*answer), method)));
                } else {
                  listener(std::move(answer->parameters));
                }
              });
}

// One question at a time: an agent that is slow is not asked more.
void AgentLink::ask_for_status() {
  if (std::exchange(waiting_, true)) return;
  ask("Status", {}, [this](object reply) {
    waiting_ = false;
    listener_.status(std::move(reply));
  });
}

void AgentLink::follow_counters(std::uint64_t account) {
  if (std::exchange(counters_of_, account) != account) ask_for_counters();
}

void AgentLink::ask_for_counters() {
  if (counters_of_ == 0 || !calls_.connected()) return;
  ask("Counters", {{"account", counters_of_}}, listener_.counters);
}

void AgentLink::lose(std::string sentence) {
  calls_.close();
  events_.close();
  waiting_ = false;
  listener_.trouble(std::move(sentence));
}

}  // namespace lineman::ctl::top
