// The context of gSOAP is there from the first message until release(), and no longer.
#include <gtest/gtest.h>
#include <malloc.h>

#include "tests/tr069/codec/envelopes.hpp"

namespace lineman::cwmp {
namespace {

std::size_t octets_in_use() {
  const auto info = ::mallinfo2();
  return info.uordblks + info.hblkhd;
}

TEST(Memory, IsGivenBackAfterASession) {
  const auto text =
      test::set_values("<ParameterValueStruct><Name>A</Name><Value>" + std::string(1'000'000, 'v') +
                       "</Value></ParameterValueStruct>");
  Codec codec;
  const auto session = [&] {
    const auto envelope = codec.decode(text);
    codec.encode(Response{RebootResponse{}}, "1", Namespace::cwmp_1_0);
    return envelope.has_value();
  };
  ASSERT_TRUE(session());  // what the libraries keep for themselves, they have after one
  codec.release();
  const auto at_rest = octets_in_use();
  if (at_rest == 0) GTEST_SKIP() << "this allocator does not count";
  ASSERT_TRUE(session());
  EXPECT_GT(octets_in_use(), at_rest + 100'000);
  codec.release();
  EXPECT_LT(octets_in_use(), at_rest + 4'000);
}

TEST(Memory, DoesNotGrowFromMessageToMessage) {
  Codec codec;
  const auto one_more = [&] {
    const auto envelope = codec.decode(test::envelope("<cwmp:GetRPCMethods/>"));
    codec.encode(Response{GetRPCMethodsResponse{supported_methods()}}, "1", Namespace::cwmp_1_0);
    return envelope.has_value();
  };
  ASSERT_TRUE(one_more());
  const auto after_one = octets_in_use();
  if (after_one == 0) GTEST_SKIP() << "this allocator does not count";
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(one_more());
  EXPECT_LT(octets_in_use(), after_one + 1'000);
}

}  // namespace
}  // namespace lineman::cwmp
