// import, export and check as programs.
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <fstream>
#include <sstream>

#include "ctl/phone_files.hpp"
#include "ctl/program.hpp"
#include "datamodel/phone_file.hpp"
#include "tests/ctl/run_program.hpp"
#include "tests/support/scratch_folder.hpp"
#include "varlink/limits.hpp"

namespace lineman::ctl {
namespace {

const std::string version = "#!version:1.0.0.1\n";
constexpr std::string_view done =
    R"({"parameters":{"version":1,"generation":7,"changed":["account.1.label"],"differences":[
       {"name":"account.1.label","from":"","to":"Desk"}],"effects":[],"applied":true,"advice":[],
       "skipped":1500,"remarks":[{"file":"a.cfg","line":3,"remark":"x is the old name of y"}]}})";

class Files : public testing::Test {
 protected:
  std::string file(const std::string& name, const std::string& lines) const {
    auto path = folder_.path(name);
    std::ofstream{path, std::ios::binary} << version << lines;
    return path;
  }
  static bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  }

  test::ScratchFolder folder_;
};

TEST_F(Files, AreSentInTheirOrderAsOneImport) {
  FakeAgent agent{{std::string{done}}};
  const auto a = file("a.cfg", "account.1.label = a\r\n");
  const auto ended =
      run_with(agent, {"import", a, "-", "--overwrite", "--dry-run", "--offline", "--guard", "60"},
               version + "account.1.label = b\n");
  EXPECT_EQ(ended.code, exit_done) << ended.err;
  ASSERT_EQ(agent.calls().size(), 1);
  const auto& parameters = agent.calls()[0].at("parameters").as_object();
  EXPECT_EQ(agent.calls()[0].at("method"), "org.lineman.Control1.Import");
  for (const auto* flag : {"overwrite", "dry_run", "offline"}) {
    EXPECT_EQ(parameters.at(flag), true) << flag;
  }
  EXPECT_EQ(parameters.at("guard"), 60);
  const auto& files = parameters.at("files").as_array();
  ASSERT_EQ(files.size(), 2);
  EXPECT_EQ(files[0].at("name").as_string(), a);
  EXPECT_EQ(files[0].at("text").as_string(), version + "account.1.label = a\r\n");
  EXPECT_EQ(files[1].at("name"), "(standard input)");
}

TEST_F(Files, ShowWhatAnImportChanges) {
  FakeAgent agent{{std::string{done}}};
  const auto ended = run_with(agent, {"import", "--dry-run", file("a.cfg", "")});
  EXPECT_EQ(ended.out,
            "Checked, and nothing changed.\n"
            "Generation  7\n"
            "SIP core    runs it\n"
            "Skipped     1500 lines, whose names are none of this phone's parameters\n"
            "\n"
            "NAME             FROM     TO\n"
            "account.1.label  (empty)  Desk\n"
            "\n"
            "a.cfg:3: x is the old name of y\n");
}

TEST_F(Files, GiveProgramsWhatAnImportChanges) {
  FakeAgent agent{{std::string{done}}};
  const auto ended = run_with(agent, {"-f", "keyvalue", "import", file("a.cfg", "")});
  for (const auto* line :
       {"generation=7\n", "changed.1=account.1.label\n", "skipped=1500\n",
        "difference.account.1.label.to=Desk\n", "remark.1.file=a.cfg\n", "remark.1.line=3\n"}) {
    EXPECT_TRUE(has(ended.out, line)) << line << ended.out;
  }
}

TEST_F(Files, InLatin1AreSentAsUtf8AndReported) {
  FakeAgent agent{{std::string{done}}};
  const auto ended =
      run_with(agent, {"-f", "json", "import", file("l.cfg", "account.1.label = M\xFCller\n")});
  EXPECT_EQ(ended.code, exit_done) << ended.err;
  ASSERT_EQ(agent.calls().size(), 1);
  EXPECT_EQ(agent.calls()[0].at("parameters").at("files").as_array()[0].at("text").as_string(),
            version + "account.1.label = M\xC3\xBCller\n");
  const auto reply = boost::json::parse(ended.out);
  const auto& remarks = reply.at("remarks").as_array();
  ASSERT_EQ(remarks.size(), 2);
  EXPECT_EQ(remarks[0].at("file").as_string(), folder_.path("l.cfg"));
  EXPECT_EQ(remarks[0].at("line"), 2);
  EXPECT_EQ(remarks[1].at("file"), "a.cfg");
}

TEST_F(Files, AreRefusedLineByLine) {
  const std::string refused =
      R"({"error":"org.lineman.Control1.Refused","parameters":{"version":1,"problems":[
        {"name":"sip.timer_t1","value":"99","problem":"is too long","code":"wrongValue",
         "file":"a.cfg","line":3},
        {"name":"","value":"","problem":"the line has a NUL","code":"wrongValue",
         "file":"a.cfg","line":4}]}})";
  FakeAgent agent{{refused, refused}};
  const auto text = run_with(agent, {"import", file("a.cfg", "")});
  EXPECT_EQ(text.code, exit_failed);
  EXPECT_EQ(text.out, "");
  EXPECT_TRUE(has(text.err, "nothing changed")) << text.err;
  EXPECT_TRUE(has(text.err, "a.cfg:3: sip.timer_t1 is too long\n")) << text.err;
  EXPECT_TRUE(has(text.err, "a.cfg:4: the line has a NUL\n")) << text.err;
  const auto lines = run_with(agent, {"-f", "keyvalue", "import", file("a.cfg", "")});
  EXPECT_TRUE(has(lines.out, "problem.1.file=a.cfg\n")) << lines.out;
  EXPECT_TRUE(has(lines.out, "problem.1.line=3\n")) << lines.out;
  EXPECT_TRUE(has(lines.out, "problem.2.problem=the line has a NUL\n")) << lines.out;
}

TEST_F(Files, ThatCannotBeReadAreNamed) {
  for (const auto* verb : {"import", "check"}) {
    const auto missing = run({verb, folder_.path("missing.cfg")});
    EXPECT_EQ(missing.code, exit_failed);
    EXPECT_TRUE(has(missing.err, "missing.cfg: No such file or directory")) << missing.err;
    const auto folder = run({verb, folder_.path()});
    EXPECT_EQ(folder.code, exit_failed);
    EXPECT_TRUE(has(folder.err, "Is a directory")) << folder.err;
    const auto large =
        run({verb, file("large.cfg", std::string(datamodel::maximum_phone_file, '#'))});
    EXPECT_EQ(large.code, exit_failed);
    EXPECT_TRUE(has(large.err, "large.cfg holds more than")) << large.err;
    EXPECT_EQ(run({verb, "-", "-"}).code, exit_usage);
    EXPECT_EQ(run({verb}).code, exit_usage);
    std::vector<std::string> many{verb};
    many.insert(many.end(), maximum_files + 1, "a.cfg");
    EXPECT_EQ(run(many).code, exit_usage);
  }
  EXPECT_EQ(run({"import", "--guard", "soon", "a.cfg"}).code, exit_usage);
}

TEST_F(Files, ThatAreMoreThanAMessageAreNotSent) {
  FakeAgent agent{{std::string{done}}};
  std::vector<std::string> arguments{"import"};
  const auto large = file("a.cfg", std::string(datamodel::maximum_phone_file / 2, '#'));
  const auto wanted = 2 * varlink::maximum_frame / datamodel::maximum_phone_file + 1;
  arguments.insert(arguments.end(), wanted, large);
  const auto ended = run_with(agent, arguments);
  EXPECT_EQ(ended.code, exit_failed);
  EXPECT_TRUE(has(ended.err, "more than the agent takes at once")) << ended.err;
  EXPECT_TRUE(agent.calls().empty());
}

TEST_F(Files, AreWrittenAsTheyAre) {
  const std::string answer =
      R"({"parameters":{"version":1,"generation":7,"text":"#!version:1\naccount.1.label = \u00fc\n"}})";
  FakeAgent agent{{answer, answer}};
  EXPECT_EQ(run_with(agent, {"export"}).out, "#!version:1\naccount.1.label = \xC3\xBC\n");
  const auto json = run_with(agent, {"export", "--secrets", "-f", "json"});
  EXPECT_EQ(boost::json::parse(json.out), boost::json::parse(answer).at("parameters"));
  ASSERT_EQ(agent.calls().size(), 2);
  EXPECT_FALSE(agent.calls()[0].contains("parameters"));
  EXPECT_EQ(agent.calls()[1].at("parameters"), (boost::json::object{{"secrets", true}}));
}

TEST_F(Files, AreCheckedWithoutAnAgent) {
  const auto path = file("a.cfg",
                         "sip.timer_t1 = 99\n"
                         "account.1.transport = 1\n"
                         "foreign.one = 1\n"
                         "account.1.sip_server.1.address = same.example\n"
                         "account.1.sip_server.2.address = same.example\n"
                         "account.1.sip_server.2.transport_type = 1\n");
  const auto ended = run({"--runtime-dir", "/nonexistent", "check", path});
  EXPECT_EQ(ended.code, exit_failed);
  EXPECT_EQ(ended.err, "");
  EXPECT_EQ(
      ended.out,
      path + ":2: sip.timer_t1 is not between 0.5 and 10 seconds\n" + path +
          ":5: account.1.sip_server.1.address would make servers 1 and 2 of account 1 the same: "
          "address, port and transport\n" +
          path + ":3: account.1.transport is the old name of " +
          "account.1.sip_server.1.transport_type\n" + path +
          ":4: foreign.one is no parameter of ours; skipped\n2 problems, 1 line skipped\n");
}

TEST_F(Files, ThatAreGoodCheckWith0) {
  const auto path = file("a.cfg", "account.1.label = Desk\n");
  const auto ended = run({"check", path});
  EXPECT_EQ(ended.code, exit_done);
  EXPECT_EQ(ended.out, "0 problems, 0 lines skipped\n");
  const auto json = run({"check", "-f", "json", path});
  EXPECT_EQ(json.code, exit_done);
  EXPECT_EQ(boost::json::parse(json.out),
            boost::json::parse(R"({"version":1,"problems":[],"skipped":0,"remarks":[]})"));
}

TEST_F(Files, AreCheckedInTheShapeThatIsPromised) {
  const auto path = file("a.cfg", "sip.timer_t1 = 99\nforeign = 1\n");
  const auto ended = run({"-f", "json", "check", path});
  EXPECT_EQ(ended.code, exit_failed);
  const auto result = boost::json::parse(ended.out);
  EXPECT_EQ(result.at("problems").as_array()[0],
            boost::json::value({{"name", "sip.timer_t1"},
                                {"value", "99"},
                                {"problem", "is not between 0.5 and 10 seconds"},
                                {"code", "wrongValue"},
                                {"file", path},
                                {"line", 2}}));
  EXPECT_EQ(result.at("skipped"), 1);
  EXPECT_EQ(result.at("remarks").as_array()[0].at("line"), 3);
}

TEST_F(Files, AreCheckedForAsManyAccountsAsThePhoneHas) {
  const auto path = file("a.cfg", "account.2.label = Desk\n");
  EXPECT_EQ(run({"check", path}).out, "0 problems, 0 lines skipped\n");
  EXPECT_TRUE(has(run({"check", "--accounts", "1", path}).out, "1 line skipped"));
  EXPECT_EQ(run({"check", "--accounts", "0", path}).code, exit_usage);
}

TEST_F(Files, NeverShowWhatATerminalWouldObey) {
  const auto ended = run({"check", file("a.cfg", "odd\x1bname = 1\n\xC2\x9B.x = 1\n")});
  EXPECT_FALSE(has(ended.out, "\x1b"));
  EXPECT_FALSE(has(ended.out, "\xC2\x9B"));
}

}  // namespace
}  // namespace lineman::ctl
