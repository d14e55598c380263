#include "tests/tr069/door_rig.hpp"

#include <algorithm>

#include "tests/support/free_port.hpp"

namespace lineman::test {
namespace {

// What stands in each element of this name.
std::vector<std::string> texts(const std::string& xml, const std::string& name) {
  std::vector<std::string> found;
  for (std::size_t at = 0; (at = xml.find('<' + name, at)) != std::string::npos;) {
    at += name.size() + 1;
    if (xml[at] != '>' && xml[at] != ' ' && xml[at] != '/') continue;
    const auto begin = xml.find('>', at) + 1;
    if (xml[begin - 2] == '/') {
      found.emplace_back();
      continue;
    }
    found.push_back(xml.substr(begin, xml.find("</" + name, begin) - begin));
  }
  return found;
}

SeenInform inform_in(const std::string& xml) {
  SeenInform seen{.retry_count = texts(xml, "RetryCount").at(0),
                  .current_time = texts(xml, "CurrentTime").at(0)};
  const auto codes = texts(xml, "EventCode");
  const auto keys = texts(xml, "CommandKey");
  for (std::size_t i = 0; i < codes.size(); ++i) {
    seen.events.push_back(keys.at(i).empty() ? codes[i] : codes[i] + ' ' + keys[i]);
  }
  const auto names = texts(xml, "Name");
  const auto values = texts(xml, "Value");
  for (std::size_t i = 0; i < names.size(); ++i)
    seen.parameters.emplace_back(names[i], values.at(i));
  return seen;
}

}  // namespace

bool SeenInform::has(const std::string& name) const {
  return value(name) != "(none)";
}

std::string SeenInform::value(const std::string& name) const {
  const auto at = std::find_if(parameters.begin(), parameters.end(),
                               [&](const auto& parameter) { return parameter.first == name; });
  return at == parameters.end() ? "(none)" : at->second;
}

TestAcs::TestAcs() : server_{[this](const Asked& asked) { return tell(asked); }} {}

void TestAcs::will_ask(std::string request) {
  const std::lock_guard lock{mutex_};
  requests_.push_back(std::move(request));
}

void TestAcs::will_refuse(int status, bool later) {
  const std::lock_guard lock{mutex_};
  (later ? later_status_ : inform_status_) = status;
}

void TestAcs::will_be_closed(std::string retry_after) {
  const std::lock_guard lock{mutex_};
  retry_after_ = std::move(retry_after);
}

void TestAcs::hold() {
  const std::lock_guard lock{mutex_};
  hold_.emplace();
}

void TestAcs::go_on() {
  hold_->set_value();
}

std::vector<SeenInform> TestAcs::informs() const {
  const std::lock_guard lock{mutex_};
  return informs_;
}

std::vector<std::string> TestAcs::answers() const {
  const std::lock_guard lock{mutex_};
  return answers_;
}

void TestAcs::will_refuse_completes(std::vector<unsigned> codes) {
  const std::lock_guard lock{mutex_};
  refused_completes_ = std::move(codes);
}

std::vector<std::string> TestAcs::completes() const {
  const std::lock_guard lock{mutex_};
  return completes_;
}

Told TestAcs::tell_of_complete(const std::string& body) {
  completes_.push_back(texts(body, "CommandKey").at(0) + ' ' + texts(body, "FaultCode").at(0) +
                       ' ' + texts(body, "FaultString").at(0));
  if (refused_completes_.empty()) return answer(200, acs_response("TransferCompleteResponse", {}));
  const auto code = refused_completes_.front();
  refused_completes_.erase(refused_completes_.begin());
  return answer(200, acs_fault(code, "no", {}));
}

Told TestAcs::tell(const Asked& asked) {
  std::unique_lock lock{mutex_};
  if (asked.body.find(":Inform>") != std::string::npos) {
    informs_.push_back(inform_in(asked.body));
    if (hold_) {
      lock.unlock();
      auto held = hold_->get_future();
      holding_ = true;
      held.wait();
      lock.lock();
      hold_.reset();
      holding_ = false;
    }
    if (const auto closed = std::exchange(retry_after_, {}); !closed.empty()) {
      return answer(503, "", {"Retry-After: " + closed});
    }
    const auto status = std::exchange(inform_status_, 200);
    return status == 200 ? answer(200, inform_response({})) : answer(status, "no");
  }
  if (asked.body.find(":TransferComplete>") != std::string::npos)
    return tell_of_complete(asked.body);
  if (!asked.body.empty()) answers_.push_back(asked.body);
  if (const auto status = std::exchange(later_status_, 200); status != 200) return answer(status);
  if (requests_.empty()) return answer(204);
  const auto request = requests_.front();
  requests_.erase(requests_.begin());
  return answer(200, request);
}

DoorRig::DoorRig() : port_{another_port()} {
  configuration_.set("static.managementserver.enable", "1");
  configuration_.set("static.managementserver.url", acs_.url());
  configuration_.set("static.managementserver.periodic_inform_enable", "0");
}

DoorRig::~DoorRig() = default;

unsigned short DoorRig::another_port() {
  return free_port();
}

void DoorRig::keep(const std::string& text, const std::function<void(const std::string&)>& done) {
  if (why_not_stored_.empty()) {
    store_.push_back(text);
    done_.emplace_back("store");
  }
  done(why_not_stored_);
}

void DoorRig::disk_is_ready() {
  is_disk_slow_ = false;
  for (const auto& store : std::exchange(waiting_, {})) store();
}

void DoorRig::start() {
  const auto stored = store_.empty() ? std::nullopt : std::optional{store_.back()};
  std::vector<std::string> listen;
  for (const auto& host : listen_) listen.push_back(host + ':' + std::to_string(port_));
  client_ = std::make_unique<cwmp::CwmpClient>(
      cwmp::CwmpClient::Surroundings{loop_.context(), configuration_, status_, clock_, &mover_},
      cwmp::CwmpSettings{.http = http_,
                         .listen = listen,
                         .device = {"Lineman", "00005E", "DeskPhone", "TEST0001"},
                         .software_version = version_,
                         .boot_id = boot_id_,
                         .can_reboot = true},
      cwmp::CwmpClient::Hooks{.store =
                                  [this](std::string text, auto done) {
                                    if (is_disk_slow_) {
                                      waiting_.push_back([this, text, done] { keep(text, done); });
                                    } else {
                                      keep(text, done);
                                    }
                                  },
                              .reboot =
                                  [this](auto failed) {
                                    done_.emplace_back("reboot");
                                    reboot_failed_ = std::move(failed);
                                  },
                              .reset_configuration =
                                  [this](auto done) {
                                    done_.emplace_back("reset configuration");
                                    reset_done_ = std::move(done);
                                  },
                              .begin_anew = [this] { done_.emplace_back("begin anew"); },
                              .session_ended = [this] { ++results_; }},
      stored);
  client_->open();
}

void DoorRig::kill() {
  client_.reset();
  settle();
}

void DoorRig::restart() {
  kill();
  start();
}

void DoorRig::boot() {
  boot_id_ += '+';
  restart();
}

void DoorRig::change(std::string_view name, std::string_view value, Door door) {
  configuration_.set(name, value);
  ++configuration_.number;
  client_->published({.generation = configuration_.number,
                      .door = door,
                      .changed = {datamodel::find_by_name(name, 2).value()}});
}

bool DoorRig::until(const std::function<bool()>& condition) {
  return loop_.run_until([&] {
    clock_.advance(Duration::zero());
    return condition();
  });
}

void DoorRig::settle() {
  clock_.advance(Duration::zero());
  loop_.run_ready();
}

SeenInform DoorRig::session() {
  EXPECT_TRUE(until([&] { return acs_.informs().size() > seen_ && acs_.is_quiet(); }));
  const auto informs = acs_.informs();
  return seen_ < informs.size() ? informs[seen_++] : SeenInform{};
}

SeenInform DoorRig::session(const std::function<void()>& during) {
  acs_.hold();
  EXPECT_TRUE(until([&] { return acs_.is_holding(); }));
  during();
  acs_.go_on();
  return session();
}

SeenInform DoorRig::session_with(TestAcs& acs) {
  EXPECT_TRUE(until([&] { return !acs.informs().empty() && acs.is_quiet(); }));
  const auto informs = acs.informs();
  return informs.empty() ? SeenInform{} : informs.back();
}

void DoorRig::expect_no_session() {
  settle();
  ASSERT_TRUE(client_->inform());
  EXPECT_THAT(session().events, testing::ElementsAre("X 00005E INFORM"));
}

cwmp::State DoorRig::stored() const {
  const auto state = cwmp::parse_state(store_.empty() ? "" : store_.back());
  return state ? *state : cwmp::State{};
}

std::string set_notification(const std::string& name, unsigned notification) {
  return acs_envelope(
      "<cwmp:SetParameterAttributes><ParameterList><SetParameterAttributesStruct><Name>" + name +
          "</Name><NotificationChange>1</NotificationChange><Notification>" +
          std::to_string(notification) +
          "</Notification><AccessListChange>0</AccessListChange><AccessList/>"
          "</SetParameterAttributesStruct></ParameterList></cwmp:SetParameterAttributes>",
      {});
}

std::string reboot_request(const std::string& key) {
  return acs_envelope("<cwmp:Reboot><CommandKey>" + key + "</CommandKey></cwmp:Reboot>", {});
}

std::string factory_reset_request() {
  return acs_request("FactoryReset", {});
}

}  // namespace lineman::test
