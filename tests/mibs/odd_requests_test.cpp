// Requests that are well formed and ask for what nobody would: each has the answer of the standard,
// and none changes anything.
#include <gtest/gtest.h>

#include <algorithm>

#include "datamodel/branding.hpp"
#include "mibs/objects/snmp_error.hpp"
#include "tests/mibs/peer.hpp"
#include "tests/mibs/secure_manager.hpp"

namespace lineman::mibs::test {
namespace {

const Name expires = ours({4, 1, 5, 1, 1});
const Name label = ours({3, 1, 3});
constexpr long most = 2'147'483'647;
constexpr std::size_t largest_datagram = 65'507;

class OddRequests : public ::testing::Test {
 protected:
  Response ask(const Octets& octets) {
    client_.send(octets);
    const auto answer = client_.receive_octets();
    EXPECT_TRUE(answer);
    size_ = answer ? answer->size() : 0;
    const auto response = answer ? manager_.open(*answer) : std::nullopt;
    EXPECT_TRUE(response);
    return response.value_or(Response{});
  }

  Response bulk(const std::vector<Varbind>& varbinds, long non_repeaters, long repetitions) {
    return ask(message("look", Operation::get_bulk, 1, varbinds, non_repeaters, repetitions));
  }

  void expect_refused(const Varbind& varbind, std::vector<SnmpError> errors) {
    static long request = 100;
    const auto response =
        ask(message("touch", Operation::set, ++request, {{expires, ber_unsigned(100)}, varbind}));
    EXPECT_TRUE(std::ranges::count(errors, static_cast<SnmpError>(response.status)) == 1)
        << response.status;
    EXPECT_EQ(response.index, 2);
    EXPECT_EQ(peer_.tell("value account.1.sip_server.1.expires"), "3600\n");
    const auto record = peer_.tell("record");
    EXPECT_EQ(record.find("commit"), std::string::npos) << record;
  }

  // So long that few of them fill a message.
  void fill_labels() {
    std::string text;
    for (int i = 0; i < 99; ++i) text += "\xF0\x9F\x93\x9E";
    for (int account = 1; account <= 4; ++account) {
      peer_.tell("set account." + std::to_string(account) + ".label " + text);
    }
  }

  Peer peer_;
  RawClient client_{peer_.port()};
  SecureManager manager_;
  std::size_t size_ = 0;  // of the last answer
};

// RFC 3416, 4.2.3: a negative number counts as 0, and non-repeaters never exceed the variables.
TEST_F(OddRequests, BulkNumbersOutOfRange) {
  EXPECT_EQ(bulk({{expires}, {label}}, -5, 2).varbinds, 4U);
  EXPECT_EQ(bulk({{expires}, {label}}, -most - 1, 2).varbinds, 4U);
  EXPECT_EQ(bulk({{expires}, {label}}, most, 2).varbinds, 2U);
  EXPECT_EQ(bulk({{expires}, {label}}, 3, most).varbinds, 2U);
  EXPECT_EQ(bulk({{expires}, {label}}, 1, -7).varbinds, 1U);
  EXPECT_EQ(bulk({{expires}, {label}}, 0, 0).varbinds, 0U);
}

TEST_F(OddRequests, BulkWithoutVariables) {
  EXPECT_EQ(bulk({}, 0, most).varbinds, 0U);
  EXPECT_EQ(bulk({}, 5, most).varbinds, 0U);
  EXPECT_EQ(bulk({}, -5, -5).varbinds, 0U);
}

TEST_F(OddRequests, OversizedBulkIsCutToAMessage) {
  for (const long repetitions : {100'000L, most}) {
    const auto response = bulk({{ours({})}}, 0, repetitions);
    EXPECT_EQ(response.status, 0);
    EXPECT_GT(response.varbinds, 100U);
    EXPECT_LE(size_, largest_datagram);
  }
  const std::vector<Varbind> many(400, Varbind{ours({})});
  const auto response = bulk(many, 0, most);
  EXPECT_EQ(response.status, 0);
  EXPECT_GT(response.varbinds, 0U);
  EXPECT_LE(size_, largest_datagram);
}

TEST_F(OddRequests, FourHundredVariables) {
  const std::vector<Varbind> many(400, Varbind{expires});
  for (const auto operation : {Operation::get, Operation::get_next}) {
    const auto response = ask(message("look", operation, 1, many));
    EXPECT_EQ(response.status, 0);
    EXPECT_EQ(response.varbinds, 400U);
  }
}

// RFC 3416, 4.2.1: tooBig, without variables.
TEST_F(OddRequests, AnswersThatFitNoDatagram) {
  fill_labels();
  std::vector<Varbind> many;
  for (unsigned long i = 0; i < 400; ++i) many.push_back({ours({3, 1, 3, i % 4 + 1})});
  const auto response = ask(message("look", Operation::get, 1, many));
  EXPECT_EQ(response.status, static_cast<long>(SnmpError::too_big));
  EXPECT_EQ(response.varbinds, 0U);
  const auto cut = bulk(std::vector<Varbind>(100, Varbind{label}), 0, 4);
  EXPECT_EQ(cut.status, 0);
  EXPECT_GT(cut.varbinds, 0U);
  EXPECT_LT(cut.varbinds, 400U);
  EXPECT_LE(size_, largest_datagram);
}

// What the sender of a version 3 message can take.
TEST_F(OddRequests, AnswersThatTheSenderCannotTake) {
  fill_labels();
  Header header;
  header.largest = 484;
  const std::vector<Varbind> two = {{ours({3, 1, 3, 1})}, {ours({3, 1, 3, 2})}};
  const auto refused = ask(manager_.message(pdu_of(Operation::get, 1, two), header));
  EXPECT_EQ(refused.status, static_cast<long>(SnmpError::too_big));
  EXPECT_EQ(refused.varbinds, 0U);
  EXPECT_LE(size_, 484U);
  const auto cut =
      ask(manager_.message(pdu_of(Operation::get_bulk, 2, {{ours({4})}}, 0, 100), header));
  EXPECT_EQ(cut.status, 0);
  EXPECT_GT(cut.varbinds, 1U);
  EXPECT_LT(cut.varbinds, 100U);
  EXPECT_LE(size_, 484U);
}

TEST_F(OddRequests, NamesOfTheLongestLength) {
  for (const auto arc : {0UL, 1UL, 4'294'967'295UL}) {
    auto name = expires;
    while (name.size() < 128) name.push_back(arc);
    const auto got = ask(message("look", Operation::get, 1, {{name}}));
    EXPECT_EQ(got.values.at(0).type, 0x81) << "noSuchInstance";
    EXPECT_EQ(got.values.at(0).name, name);
    const auto next = ask(message("look", Operation::get_next, 1, {{name}}));
    EXPECT_EQ(next.values.at(0).name, ours({4, 1, 5, 1, 2}));
    expect_refused({name, ber_unsigned(100)}, {SnmpError::no_creation});
  }
  const auto largest = ours({4'294'967'295});
  const auto end = ask(message("look", Operation::get_next, 1, {{largest}}));
  EXPECT_GT(end.values.at(0).name, largest);
}

TEST_F(OddRequests, SetsOfWhatIsNoVariable) {
  const auto refuses = [&](const Name& name) {
    expect_refused({name, ber_unsigned(100)}, {SnmpError::not_writable});
  };
  refuses(ours({4, 1, 1, 1, 1}));  // an index column
  refuses(ours({3, 1, 1, 1}));
  refuses(ours({4}));  // a table
  refuses(ours({4, 1}));
  refuses(ours({4, 2, 5, 1, 1}));
  refuses(ours({99, 1, 1}));
  refuses(ours({0}));
  // Objects of notifications, groups and compliance are no variables, and stand beside ours.
  const Name module{1, 3, 6, 1, 4, 1, branding::enterprise, 2, 1};
  for (const Name& below : {Name{0, 1}, Name{0, 1, 0}, Name{2, 1, 1}}) {
    auto name = module;
    name.insert(name.end(), below.begin(), below.end());
    expect_refused({name, ber_unsigned(100)}, {SnmpError::not_writable, SnmpError::no_creation});
  }
}

// A type without a value, and nevertheless octets: the library notes their number and keeps none.
TEST_F(OddRequests, NullsWithOctets) {
  for (const int type : {0x05, 0x80, 0x81, 0x82}) {
    expect_refused({expires, ber(static_cast<unsigned char>(type), "xxxx")},
                   {SnmpError::wrong_type});
  }
  const auto read = ask(message("look", Operation::get, 1, {{expires, ber(null_tag, "xxxx")}}));
  EXPECT_EQ(read.status, 0);
}

TEST_F(OddRequests, NumbersOfAnotherKind) {
  expect_refused({expires, ber_integer(100)}, {SnmpError::wrong_type});
  expect_refused({expires, ber_integer(-1)}, {SnmpError::wrong_type});
  // Without the octet 0 before it; senders forget that, and the library takes it as it was meant.
  expect_refused({expires, ber(unsigned_tag, "\xFF\xFF\xFF\xF0")}, {SnmpError::wrong_value});
  expect_refused({expires, ber_integer(100, counter32_tag)}, {SnmpError::wrong_type});
  expect_refused({expires, ber_integer(100, counter64_tag)}, {SnmpError::wrong_type});
  expect_refused({ours({5, 1, 10, 1}), ber_integer(100, counter64_tag)}, {SnmpError::not_writable});
  const Name server_type = ours({4, 1, 4, 1, 1});
  for (const long number : {-1L, -most - 1, most, 99L}) {
    expect_refused({server_type, ber_integer(number)}, {SnmpError::wrong_value});
  }
  expect_refused({ours({3, 1, 3, 1}), ber(name_tag, "\x2B\x06\x01")}, {SnmpError::wrong_type});
}

}  // namespace
}  // namespace lineman::mibs::test
