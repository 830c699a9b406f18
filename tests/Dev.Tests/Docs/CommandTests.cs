using System.Text.RegularExpressions;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Docs;

/// <summary>
/// Every command that the documents show is run by a test, or its page explains why not, in a comment on the line before the
/// block: <c>run by: Name</c>, the test class or script, or <c>not run: reason</c>.
/// </summary>
[Trait("Tier", "fast")]
public sealed partial class CommandTests
{
    [Fact]
    public void Every_block_of_commands_is_run_by_a_test_or_says_why_not()
    {
        var bare = new List<string>();
        foreach (string file in MarkdownFiles.ForUsers)
        {
            string[] lines = MarkdownFiles.Read(file).Split('\n');
            bool isInside = false;
            for (int i = 0; i < lines.Length; i++)
            {
                if (!lines[i].StartsWith("```", StringComparison.Ordinal))
                {
                    continue;
                }

                if (!isInside && lines[i] is "```sh" or "```bash" or "```shell" or "```console" && !(i > 0 && IsAnswered(lines[i - 1])))
                {
                    bare.Add($"{file}:{i + 1}");
                }

                isInside = !isInside;
            }
        }

        Assert.True(bare.Count == 0, "Say '<!-- run by: Test -->' or '<!-- not run: reason -->' on the line before:\n" + string.Join('\n', bare));
    }

    private static bool IsAnswered(string line)
    {
        Match mark = Mark().Match(line);
        return mark.Success && (!mark.Groups["test"].Success || Exists(mark.Groups["test"].Value));
    }

    private static bool Exists(string test) =>
        test.Contains('/', StringComparison.Ordinal)
            ? File.Exists(Path.Combine(Repository.Root, test))
            : Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), test + ".cs", SearchOption.AllDirectories).Any();

    [GeneratedRegex(@"^<!-- (?:run by: (?<test>[\w./-]+)|not run: \S.*) -->$")]
    private static partial Regex Mark();
}
