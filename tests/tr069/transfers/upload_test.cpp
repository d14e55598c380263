// Uploads of the configuration and of the log, by HTTP PUT.
#include "datamodel/merged_files.hpp"
#include "tests/tr069/transfers/mover_rig.hpp"

namespace lineman::cwmp {
namespace {

using test::answer;
using test::Asked;
using test::ScriptedAcs;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class Upload : public test::MoverRig {
 protected:
  std::string send(int status, FileKind file = FileKind::configuration) {
    ScriptedAcs server{[&](const Asked&) { return answer(status); }};
    auto said = move(upload(server.url("/put/here?x=1"), file));
    asked_ = server.asked();
    return said;
  }
  std::vector<Asked> asked_;
};

TEST_F(Upload, PutsTheConfigurationAsAPhoneFileThatCanBeReadAgain) {
  configuration_.set("account.1.label", "Front desk");
  configuration_.set("account.1.password", "brand-new-password");
  EXPECT_EQ(send(200), "ok");
  ASSERT_THAT(asked_, SizeIs(1));
  EXPECT_EQ(asked_[0].method, "PUT");
  EXPECT_EQ(asked_[0].target, "/put/here?x=1");
  EXPECT_FALSE(asked_[0].has("soapaction") || asked_[0].has("expect"));
  EXPECT_THAT(asked_[0].body, HasSubstr("account.1.label = Front desk\n"));
  EXPECT_THAT(asked_[0].body, Not(HasSubstr("brand-new-password")));
  const datamodel::NamedFile file{"back.cfg", asked_[0].body};
  EXPECT_THAT(datamodel::merge_phone_files({&file, 1}, 2, datamodel::Overwrite::no).problems,
              IsEmpty());
}

TEST_F(Upload, PutsTheLog) {
  log_ = std::string(400'000, 'x') + "\n";
  EXPECT_EQ(send(201, FileKind::log), "ok");
  EXPECT_EQ(asked_.at(0).body, *log_);
}

TEST_F(Upload, AnEmptyLogIsAnEmptyFile) {
  log_ = "";
  EXPECT_EQ(send(204, FileKind::log), "ok");
  EXPECT_EQ(asked_.at(0).method, "PUT");
  EXPECT_EQ(asked_.at(0).field("content-length"), "0");
}

TEST_F(Upload, Fault9011IsForWhatTheServerDoesNotTake) {
  for (const int status : {403, 404, 405, 500, 507}) {
    EXPECT_EQ(send(status), "9011 the file server answered " + std::to_string(status));
  }
}

TEST_F(Upload, Fault9011IsForAServerThatIsNotThere) {
  std::string gone;
  {
    const ScriptedAcs server{[](const Asked&) { return answer(200); }};
    gone = server.url();
  }
  EXPECT_THAT(move(upload(gone)), testing::StartsWith("9011 cannot connect to "));
}

TEST_F(Upload, Fault9011SaysWhyThereIsNoLog) {
  log_ = tl::unexpected(std::string("cwmp.log_command ended with code 1"));
  EXPECT_EQ(send(200, FileKind::log), "9011 cwmp.log_command ended with code 1");
  EXPECT_THAT(asked_, IsEmpty());
}

}  // namespace
}  // namespace lineman::cwmp
