// A configuration whose effect is asked for, name by name.
#pragma once

#include <gmock/gmock.h>

#include "datamodel/effective.hpp"

namespace lineman::datamodel {

class EffectiveTest : public testing::Test {
 protected:
  static ParameterRef ref(std::string_view name) {
    return find_by_name(name, maximum_accounts).value();
  }
  void set(std::string_view name, std::string_view value) { values_.set(ref(name), value); }
  Effective of(std::string_view name) const { return effective(values_, ref(name)); }

  Values values_{};
};

// Names below account 1 alone, or below one of its servers or proxies.
template <const char* prefix>
class EffectiveBelow : public EffectiveTest {
 protected:
  void set(std::string_view leaf, std::string_view value) {
    EffectiveTest::set(std::string{prefix}.append(leaf), value);
  }
  void set_other(std::string_view name, std::string_view value) { EffectiveTest::set(name, value); }
  Effective of(std::string_view leaf) const {
    return EffectiveTest::of(std::string{prefix}.append(leaf));
  }
};

}  // namespace lineman::datamodel
