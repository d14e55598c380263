#include "agent/interfaces/file_import.hpp"

#include <gmock/gmock.h>

#include "tests/agent/control/fakes.hpp"

namespace lineman {
namespace {

using datamodel::PlacedProblem;
using datamodel::ProblemCode;

PlacedProblem at(std::string file, unsigned line, std::string sentence) {
  return {{std::move(file), line}, {ProblemCode::wrong_value, "a.name", "", std::move(sentence)}};
}

TEST(FirstProblem, IsTheOneThatStandsFirst) {
  EXPECT_EQ(
      first_problem({at("", 0, "nowhere"), at("x.cfg", 7, "second"), at("x.cfg", 3, "first")}),
      "x.cfg:3: a.name first");
  EXPECT_EQ(first_problem({at("", 0, "nowhere"), at("", 0, "either")}), "a.name nowhere");
}

class FileImportTest : public testing::Test {
 protected:
  FileImport import(const std::string& text) {
    const datamodel::NamedFile file{"x.cfg", text};
    FileImport result;
    import_phone_files(configuration_, {&file, 1}, datamodel::Overwrite::no,
                       {.asker = {Door::cwmp, "an ACS"}},
                       [&](const FileImport& done) { result = done; });
    return result;
  }
  test::FakeConfiguration configuration_;
};

TEST_F(FileImportTest, RunsOneTransactionForTheAsker) {
  const auto done = import("#!version:1.0.0.1\naccount.1.label = new\naccount.2.label = other\n");
  EXPECT_TRUE(done.problems.empty());
  ASSERT_EQ(configuration_.requests.size(), 1U);
  EXPECT_EQ(configuration_.requests[0].changes.size(), 2U);
  EXPECT_EQ(configuration_.requests[0].asker.who, "an ACS");
  const auto label = datamodel::find_by_name("account.1.label", 2).value();
  EXPECT_EQ(done.before.get(label), "");
  EXPECT_EQ(done.after.get(label), "new");
}

TEST_F(FileImportTest, RunsNoneForAFileWithAWrongLine) {
  const auto done = import("#!version:1.0.0.1\naccount.1.sip_server.1.expires = x\n");
  ASSERT_EQ(done.problems.size(), 1U);
  EXPECT_EQ(done.problems[0].place.line, 2U);
  EXPECT_TRUE(configuration_.requests.empty());
}

TEST_F(FileImportTest, PlacesWhatTheTransactionRefuses) {
  configuration_.outcome.problems = {{ProblemCode::conflict, "account.1.label", "new", "is taken"}};
  const auto done = import("#!version:1.0.0.1\n\naccount.1.label = new\n");
  ASSERT_EQ(done.problems.size(), 1U);
  EXPECT_EQ(first_problem(done.problems), "x.cfg:3: account.1.label is taken");
}

}  // namespace
}  // namespace lineman
