#include "datamodel/differences.hpp"

#include <gmock/gmock.h>

namespace lineman::datamodel {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

ParameterRef named(std::string_view name) {
  return find_by_name(name, 2).value();
}

TEST(Differences, NamesWhatHasAnotherValueWhicheverSideHoldsIt) {
  Values a;
  Values b;
  a.set(named("account.1.label"), "Front desk");
  b.set(named("account.1.label"), "Front desk");
  a.set(named("account.2.label"), "Lobby");
  b.set(named("sip.timer_t1"), "1");
  a.set(named("account.1.user_name"), "a");
  b.set(named("account.1.user_name"), "b");

  EXPECT_THAT(differing(a, b), ElementsAre(named("sip.timer_t1"), named("account.1.user_name"),
                                           named("account.2.label")));
  EXPECT_EQ(differing(b, a), differing(a, b));
  EXPECT_THAT(differing(a, a), IsEmpty());
}

}  // namespace
}  // namespace lineman::datamodel
