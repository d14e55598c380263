#include "mibs/net_snmp/pass_phrase_key.hpp"

#include <gtest/gtest.h>

namespace lineman::mibs {
namespace {

std::string hexadecimal(const std::string& octets) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char octet : octets) {
    const auto value = static_cast<unsigned char>(octet);
    text += digits[value >> 4U];
    text += digits[value & 0xFU];
  }
  return text;
}

// By Python's hashlib over the first 1,048,576 octets of the repeated pass phrase, which gives the
// key of RFC 3414, A.3.2, for SHA-1.
TEST(PassPhraseKey, IsTheHashOfOneMebibyteOfIt) {
  EXPECT_EQ(hexadecimal(key_of_pass_phrase(AuthProtocol::sha256, "maplesyrup")),
            "ab51014d1e077f6017df2b12bee5f5aa72993177e9bb569c4dff5a4ca0b4afac");
  EXPECT_EQ(hexadecimal(key_of_pass_phrase(AuthProtocol::sha512, "maplesyrup")),
            "7e4396de5aadc77be853819b98c9406265b3a9c37cc3176569847a4e4f6fba63"
            "dd3a73d04924d31a63f95a601f9385af6be4ed1b37f87d040f7c6ed6f8d38a91");
}

TEST(PassPhraseKey, OfALongPassPhrase) {
  EXPECT_EQ(hexadecimal(key_of_pass_phrase(AuthProtocol::sha256, std::string(5'000, 'x'))),
            "8f990ba0b577b51cf009ea049368c16bbda1b21e1b93be07a824758bb253c39b");
}

}  // namespace
}  // namespace lineman::mibs
