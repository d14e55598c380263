#include "tests/tr069/session/scenario.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <vector>

#include "tests/tr069/session/acs_messages.hpp"
#include "tests/tr069/session/session_rig.hpp"
#include "tr069/session/version_choice.hpp"

namespace lineman::test {

using namespace lineman::cwmp;

namespace {

using Keys = std::map<std::string, std::string, std::less<>>;

Keys keys_of(const std::vector<std::string>& words, std::size_t from) {
  Keys keys;
  for (auto i = from; i < words.size(); ++i) {
    const auto equals = words[i].find('=');
    keys[words[i].substr(0, equals)] =
        equals == std::string::npos ? "yes" : words[i].substr(equals + 1);
  }
  return keys;
}

// What stands between the first `before` and the next `after`; nothing where there is no such.
std::optional<std::string> between(const std::string& text, const std::string& before,
                                   const std::string& after) {
  const auto from = text.find(before);
  if (from == std::string::npos) return std::nullopt;
  const auto begin = from + before.size();
  return text.substr(begin, text.find(after, begin) - begin);
}

// "Inform", "Fault", the name of a response; "empty".
std::string kind_of(const std::string& body) {
  if (body.empty()) return "empty";
  const auto element = between(body, "Body><", ">").value_or("nothing");
  return element.substr(element.find(':') + 1);
}

const std::map<std::string, Response>& responses() {
  static const std::map<std::string, Response> all{
      {"GetRPCMethodsResponse", GetRPCMethodsResponse{{"GetRPCMethods"}}},
      {"FactoryResetResponse", FactoryResetResponse{}},
      {"DownloadResponse", DownloadResponse{}},
      {"UploadResponse", UploadResponse{}},
      {"ScheduleInformResponse", ScheduleInformResponse{}},
      {"ScheduleDownloadResponse", ScheduleDownloadResponse{}},
      {"CancelTransferResponse", CancelTransferResponse{}},
      {"GetAllQueuedTransfersResponse",
       GetAllQueuedTransfersResponse{{{"k", 1, true, "3 Vendor Configuration File", 0, ""}}}}};
  return all;
}

class Scenario {
 public:
  void play(const std::string& line) {
    std::istringstream stream(line);
    std::string command;
    stream >> command;
    std::string rest;
    std::getline(stream >> std::ws, rest);
    std::istringstream again(rest);
    const std::vector<std::string> words{std::istream_iterator<std::string>(again), {}};
    run(command, words, rest);
  }

  void end() {
    EXPECT_TRUE(rig_.posted.empty()) << "posted and not asked for: " << rig_.posted.front();
    EXPECT_TRUE(rig_.executed.empty() || is_executed_) << "executed and not asked for";
    EXPECT_EQ(rig_.ends, ended_ ? 1 : 0) << (rig_.result ? rig_.result->sentence : "");
  }

 private:
  void run(const std::string& command, const std::vector<std::string>& words,
           const std::string& rest) {
    if (command == "start") {
      rig_.start(words.empty() ? Namespace::cwmp_1_2 : namespace_of_version(words[0]).value());
    } else if (command == "post") {
      post(words);
    } else if (command == "reply") {
      reply(words, rest);
    } else if (command == "lost") {
      rig_.session->failed(rest);
    } else if (command == "execute") {
      ASSERT_FALSE(rig_.executed.empty()) << "nothing is executed";
      EXPECT_EQ(name_of(rig_.executed.front().first), words.at(0));
      is_executed_ = true;
    } else if (command == "answer") {
      answer(words.at(0));
    } else if (command == "complete") {
      rig_.to_ask.emplace_back(TransferComplete{.command_key = words.at(0)});
    } else if (command == "ask-methods") {
      rig_.to_ask.emplace_back(GetAcsMethods{});
    } else if (command == "answered") {
      EXPECT_EQ(rig_.answered, std::stoi(words.at(0)));
    } else if (command == "wait") {
      rig_.clock.advance(std::chrono::seconds{std::stol(words.at(0))});
    } else if (command == "informed") {
      EXPECT_EQ(rig_.informed, words.at(0) == "yes" ? 1 : 0);
    } else if (command == "ended") {
      ended(rest);
    } else if (command == "next") {
      EXPECT_EQ(rig_.result->cwmp, namespace_of_version(words.at(0)).value());
    } else {
      ADD_FAILURE() << "unknown command " << command;
    }
  }

  void post(const std::vector<std::string>& words) {
    const auto body = rig_.take_post();
    ASSERT_TRUE(body) << "nothing was posted";
    EXPECT_EQ(kind_of(*body), words.at(0));
    for (const auto& [key, value] : keys_of(words, 1)) {
      if (key == "ns") {
        EXPECT_EQ(between(*body, "urn:dslforum-org:cwmp-", "\""), value);
      } else if (key == "id") {
        const auto id = between(*body, "<cwmp:ID SOAP-ENV:mustUnderstand=\"1\">", "<");
        EXPECT_EQ(id.value_or("none"), value);
      } else if (key == "code") {
        const auto cwmp = between(*body, "<FaultCode>", "<");
        EXPECT_EQ(cwmp ? *cwmp : between(*body, "<faultcode>SOAP-ENV:", "<"), value);
      } else if (key == "has") {
        EXPECT_NE(body->find(value), std::string::npos) << *body;
      } else if (key == "key") {
        EXPECT_EQ(between(*body, "<CommandKey>", "<").value_or("none"), value);
      } else if (key == "same") {
        EXPECT_EQ(*body == last_, value == "yes");
      } else {
        ADD_FAILURE() << "unknown key " << key;
      }
    }
    if (kind_of(*body) == "Inform") id_ = between(*body, "mustUnderstand=\"1\">", "<").value();
    last_ = *body;
  }

  void reply(const std::vector<std::string>& words, const std::string& rest) {
    const auto status = static_cast<unsigned>(std::stoul(words.at(0)));
    if (words.size() == 1) return rig_.reply(status);
    if (words[1] == "text") return rig_.reply(status, rest.substr(rest.find("text") + 5));
    auto keys = keys_of(words, 2);
    const auto header = header_of(words[1], keys);
    if (words[1] == "InformResponse") {
      rig_.reply(status, inform_response(header));
    } else if (words[1] == "fault") {
      const auto code = static_cast<unsigned>(std::stoul(keys.at("code")));
      rig_.reply(status, acs_fault(code, keys["text"], header));
    } else if (words[1] == "soap-fault") {
      rig_.reply(status, soap_fault(keys.at("code"), header));
    } else {
      rig_.reply(status, acs_request(words[1], header, keys["without"]));
    }
  }

  AcsHeader header_of(const std::string& what, Keys& keys) const {
    AcsHeader header{.id = what == "InformResponse" ? id_ : "acs"};
    if (keys.contains("id")) header.id = keys["id"];
    if (header.id == "none") header.id.reset();
    if (keys.contains("ns")) header.cwmp = keys["ns"];
    if (keys.contains("version")) {
      header.more += "<cwmp:UseCWMPVersion soap:mustUnderstand=\"1\">" + keys["version"] +
                     "</cwmp:UseCWMPVersion>";
    }
    if (keys.contains("hold")) {
      header.more +=
          "<cwmp:HoldRequests soap:mustUnderstand=\"1\">" + keys["hold"] + "</cwmp:HoldRequests>";
    }
    if (keys.contains("header")) {
      header.more += "<x:" + keys["header"] + R"( xmlns:x="urn:x" soap:mustUnderstand="1"/>)";
    }
    return header;
  }

  void answer(const std::string& what) {
    ASSERT_FALSE(rig_.executed.empty());
    const auto call = std::move(rig_.executed.front().second);
    rig_.executed.pop_front();
    is_executed_ = false;
    const auto found = responses().find(what);
    if (found != responses().end()) return call(found->second);
    call(Fault{.code = static_cast<FaultCode>(std::stoul(what)), .sentence = "no"});
  }

  void ended(const std::string& how) {
    ASSERT_TRUE(rig_.result) << "it goes on";
    EXPECT_EQ(rig_.ends, 1);
    EXPECT_EQ(rig_.result->ok ? "ok" : rig_.result->sentence, how);
    EXPECT_EQ(rig_.result->delivered, rig_.informed == 1);
    ended_ = true;
  }

  SessionRig rig_;
  std::string id_;    // of our last Inform
  std::string last_;  // what was posted last
  bool is_executed_ = false;
  bool ended_ = false;
};

}  // namespace

void play_session(const std::string& file) {
  std::ifstream lines(file);
  ASSERT_TRUE(lines) << file;
  Scenario scenario;
  unsigned number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    line = line.substr(0, line.find('#'));
    if (line.find_first_not_of(' ') == std::string::npos) continue;
    SCOPED_TRACE(::testing::Message() << file << ":" << number << ": " << line);
    scenario.play(line);
    if (::testing::Test::HasFailure()) return;  // what follows would only repeat it
  }
  SCOPED_TRACE(file + ": at the end");
  scenario.end();
}

}  // namespace lineman::test
