// The SNMP door in a process of its own, with a fake phone behind it. Told what to do on standard
// input, one command a line; each is answered by lines that end with one that is a full stop.
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <iostream>
#include <map>
#include <sstream>

#include "agent/interfaces/live_readings.hpp"
#include "daemon/asio_clock.hpp"
#include "daemon/log.hpp"
#include "mibs/make_snmp_door.hpp"
#include "tests/mibs/fake_phone.hpp"
#include "tests/mibs/foreign_object.hpp"
#include "tests/mibs/raw_client.hpp"

namespace lineman::mibs::test {
namespace {

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::istringstream stream{text};
  for (std::string part; std::getline(stream, part, at);) parts.push_back(part);
  return parts;
}

SnmpAccess access_of(const std::string& word) {
  return word == "write" ? SnmpAccess::write : SnmpAccess::read;
}

// name,access,auth,pass phrase,priv,pass phrase
SnmpUser user_of(const std::string& word) {
  const auto parts = split(word, ',');
  return {parts.at(0),
          access_of(parts.at(1)),
          parts.at(2) == "SHA-512" ? AuthProtocol::sha512 : AuthProtocol::sha256,
          parts.at(3),
          parts.at(4) == "AES-256" ? PrivProtocol::aes256 : PrivProtocol::aes128,
          parts.at(5)};
}

SnmpCommunity community_of(const std::string& word) {
  const auto parts = split(word, ',');
  return {parts.at(0), access_of(parts.at(1)), parts.at(2)};
}

// address,version,inform or trap,user or community
SnmpReceiver receiver_of(const std::string& word) {
  const auto parts = split(word, ',');
  const bool is_v3 = parts.at(1) == "3";
  SnmpReceiver receiver{parts.at(0), is_v3 ? ReceiverVersion::v3 : ReceiverVersion::v2c,
                        parts.at(2) == "inform"};
  (is_v3 ? receiver.user : receiver.community) = parts.at(3);
  return receiver;
}

struct Options {
  SnmpSettings settings{};
  unsigned accounts = 4;
  std::map<std::string, std::string> values{};
};

// Words in pairs: a key and its value.
void read(const std::vector<std::string>& words, Options& options) {
  auto& settings = options.settings;
  for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
    const auto& key = words[i];
    const auto& value = words[i + 1];
    if (key == "--folder") settings.folder = value;
    if (key == "--agentx") settings.agentx = value;
    if (key == "--listen") settings.listen.push_back(value);
    if (key == "--user") settings.users.push_back(user_of(value));
    if (key == "--community") settings.communities.push_back(community_of(value));
    if (key == "--receiver") settings.receivers.push_back(receiver_of(value));
    if (key == "--boot") settings.boot_id = value;
    if (key == "--host") settings.host = value == "yes";
    if (key == "--rate") settings.rate_limit = static_cast<unsigned>(std::stoul(value));
    if (key == "--accounts") options.accounts = static_cast<unsigned>(std::stoul(value));
    if (key == "--value") {
      options.values[value.substr(0, value.find('='))] = value.substr(value.find('=') + 1);
    }
  }
}

Options options_of(const std::vector<std::string>& words) {
  Options options;
  auto& settings = options.settings;
  settings.engine_id = engine;
  settings.description = "Lineman LM-16 test";
  settings.name = "phone";
  settings.rate_limit = 0;
  read(words, options);
  return options;
}

class Peer {
 public:
  explicit Peer(const Options& options)
      : options_{options},
        clock_{io_},
        configuration_{io_, clock_, options.accounts},
        status_{io_, options.accounts},
        input_{io_, 0} {
    configuration_.set("network.snmp.enable", "1");
    for (const auto& [name, value] : options.values) configuration_.set(name, value);
    door_ = make_snmp_door(io_, configuration_, status_, clock_, options.settings);
    configuration_.changed = [this] { door_->configuration_changed(); };
  }

  void run() {
    std::cout << "ready\n." << std::endl;
    read();
    io_.run();
    door_.reset();
  }

 private:
  void read() {
    boost::asio::async_read_until(input_, buffer_, '\n', [this](auto error, std::size_t) {
      if (error) {
        io_.stop();
        return;
      }
      std::istream stream{&buffer_};
      std::string line;
      std::getline(stream, line);
      obey(line);
      std::cout << "." << std::endl;
      read();
    });
  }

  void obey(const std::string& line) {
    std::istringstream words{line};
    std::string verb;
    words >> verb;
    if (verb == "record") {
      for (const auto& entry : configuration_.record) std::cout << entry << '\n';
      configuration_.record.clear();
    } else if (verb == "stall") {
      words >> configuration_.stalls;
    } else if (verb == "silent") {
      words >> configuration_.never_answers;
    } else if (verb == "commit_fails") {
      words >> configuration_.commit_fails;
    } else if (verb == "refuse") {
      int code = 0;
      std::string name;
      words >> code >> name;
      configuration_.refusal = {static_cast<datamodel::ProblemCode>(code), name, "", "refused"};
    } else if (verb == "set") {
      std::string name;
      std::string value;
      words >> name;
      std::getline(words >> std::ws, value);
      configuration_.set(name, value);
    } else if (verb == "value") {
      std::string name;
      words >> name;
      const auto parameter = datamodel::find(name, configuration_.accounts());
      if (parameter) std::cout << configuration_.values().get(*parameter) << '\n';
    } else if (verb == "apply") {
      std::string rest;
      std::getline(words >> std::ws, rest);
      apply(split(rest, '|'));
    } else if (verb == "raise") {
      int kind = 0;
      LoggedEvent event;
      words >> kind >> event.account;
      std::getline(words >> std::ws, event.detail);
      event.kind = static_cast<datamodel::NotificationId>(kind);
      door_->raise(std::move(event));
    } else if (verb == "count") {
      unsigned account = 0;
      std::string counter;
      words >> account >> counter;
      status_.count(account, counter);
    } else if (verb == "state") {
      unsigned account = 0;
      int state = 0;
      words >> account >> state;
      status_.set_state(account, static_cast<datamodel::AccountState>(state));
    } else if (verb == "old") {
      status_.is_old = true;
    } else {
      tell(verb);
    }
  }

  // Other users, communities, receivers and limits than before.
  void apply(const std::vector<std::string>& words) {
    auto options = options_;
    options.settings.users.clear();
    options.settings.communities.clear();
    options.settings.receivers.clear();
    mibs::test::read(words, options);
    for (const auto& problem : door_->apply(options.settings)) std::cout << problem << '\n';
  }

  void tell(const std::string& verb) {
    if (verb == "refreshed") std::cout << status_.refreshed << '\n';
    if (verb == "serial") std::cout << configuration_.config_serial() << '\n';
    if (verb == "told") door_->status_changed();
    if (verb == "foreign") register_foreign_object();
    if (verb == "untrusted") std::cout << door_->counters().untrusted << '\n';
    if (verb == "limited") std::cout << door_->counters().rate_limited << '\n';
    if (verb == "repeated") std::cout << door_->counters().repeated_sets << '\n';
    if (verb == "doors") {
      for (const auto& door : door_->doors()) {
        std::cout << door.address << ' ' << (door.open ? "open" : "closed") << ' ' << door.problem
                  << '\n';
      }
    }
  }

  Options options_;
  boost::asio::io_context io_;
  daemon::AsioClock clock_;
  FakeConfiguration configuration_;
  FakeStatus status_;
  std::unique_ptr<SnmpDoor> door_;
  boost::asio::posix::stream_descriptor input_;
  boost::asio::streambuf buffer_;
};

}  // namespace
}  // namespace lineman::mibs::test

int main(int count, char** words) {
  using namespace lineman::mibs::test;
  try {
    Peer{options_of({words + 1, words + count})}.run();
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
  return 0;
}
