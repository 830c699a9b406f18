using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsCheck;

namespace Footfall.Collect;

[Trait("Tier", "fast")]
public sealed class PropsFieldTests
{
    private static readonly JsonSerializerOptions[] Spellings =
        [new(), new() { WriteIndented = true }, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }];

    [Theory]
    [InlineData("""{"plan":"pro"}""", """{"plan":"pro"}""")]
    [InlineData(""" { "b" : 1 ,  "a" : true , "c":false } """, """{"b":1,"a":true,"c":false}""")]
    [InlineData("""{"a":1.50,"b":-0,"c":1E+2,"d":1e-400}""", """{"a":1.50,"b":-0,"c":1E+2,"d":1e-400}""")]
    [InlineData("""{"a":null,"b":"x","c":null,"d":2,"e":null}""", """{"b":"x","d":2}""")]
    [InlineData("""{"\u00e9\/":"\ud83e\uddb6\u000a\u0001\u001f\u0022\\\b\f\r\t","x":"\u0041"}""", """{"é/":"🦶\n\u0001\u001f\"\\\b\f\r\t","x":"A"}""")]
    [InlineData("""{"a":"","null":"null"}""", """{"a":"","null":"null"}""")]
    [InlineData("{}", null)]
    [InlineData(""" { "a" : null } """, null)]
    [InlineData("null", null)]
    public void Props_AreWrittenInTheirShortestForm(string json, string? text) => Assert.Equal(text, Parsed.ValueOf("props", json));

    [Fact]
    public void Props_OfAnyTexts_AreTheSameObject() => Gen.Select(Gen.String[Gen.Char['\u0001', '\ud7ff'], 1, 9].HashSet[0, 6], Gen.Int[0, 2]).Sample((keys, spelling) =>
    {
        var sent = keys.ToDictionary(key => key, key => key + "\"\\\n/é");

        string? read = Parsed.ValueOf("props", JsonSerializer.Serialize(sent, Spellings[spelling]));

        Assert.Equal(sent, read is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(read)!);
    });

    [Theory]
    [InlineData("7")]
    [InlineData("\"{}\"")]
    [InlineData("true")]
    [InlineData("[{\"a\":1}]")]
    public void Props_ThatAreNoObject_AreAFault(string json) => Assert.Equal(["props must be an object"], Parsed.FaultsOf(("props", json)));

    [Theory]
    [InlineData("""{"a":{"b":1}}""", "props.a must be a string, a number or a boolean")]
    [InlineData("""{"a":[1]}""", "props.a must be a string, a number or a boolean")]
    [InlineData("""{"a":"\u0000"}""", "props.a must not contain NUL or unpaired surrogates")]
    [InlineData("""{"a":"\ud800"}""", "props.a must not contain NUL or unpaired surrogates")]
    [InlineData("""{"\u0000":1}""", "props must not contain NUL or unpaired surrogates")]
    [InlineData("""{"\ud800":1}""", "props must not contain NUL or unpaired surrogates")]
    [InlineData("""{"":1}""", "props must have keys of 1 to 300 characters")]
    [InlineData("""{"":null}""", "props must have keys of 1 to 300 characters")]
    [InlineData("""{"a":1,"a":1}""", "props must not have the key a twice")]
    [InlineData("""{"a\n":1,"\u0061\u000a":2}""", "props must not have the key a\\n twice")]
    [InlineData("""{"a":1e401}""", "props.a must be a number of at most 100 characters, with an exponent of at most 400")]
    [InlineData("""{"a":1e-99999999999999}""", "props.a must be a number of at most 100 characters, with an exponent of at most 400")]
    public void Member_ThatIsInvalid_IsAFault(string json, string fault) => Assert.Equal([fault], Parsed.FaultsOf(("props", json)));

    [Fact]
    public void Member_WhoseKeyIsThereOnceWithAValue_IsNoFault() => Assert.Equal("""{"a":1}""", Parsed.ValueOf("props", """{"a":null,"a":1,"a":null}"""));

    [Fact]
    public void Members_AtTheirLimits_AreTaken()
    {
        Assert.Equal(Object(30, "1"), Parsed.ValueOf("props", Object(30, "1")));
        Assert.Equal(["props must have at most 30 keys"], Parsed.FaultsOf(("props", Object(40, "1"))));
        Assert.All(new[] { "x", "€", "\\u20ac", "\\n" }, letter =>
        {
            Assert.NotNull(Parsed.ValueOf("props", $$"""{"{{Repeat(letter, 300)}}":"{{Repeat(letter, 2000)}}"}"""));
            Assert.Equal(["props must have keys of 1 to 300 characters"], Parsed.FaultsOf(("props", $$"""{"{{Repeat(letter, 301)}}":1}""")));
            Assert.Equal(["props.a must be at most 2000 characters"], Parsed.FaultsOf(("props", $$"""{"a":"{{Repeat(letter, 2001)}}"}""")));
        });
        Assert.NotNull(Parsed.ValueOf("props", $$"""{"a":{{Repeat("9", 100)}}}"""));
        Assert.Single(Parsed.FaultsOf(("props", $$"""{"a":{{Repeat("9", 101)}}}""")));
        Assert.Equal(["props must be at most 65536 characters as JSON"], Parsed.FaultsOf(("props", Object(30, $"\"{Repeat("x", 1990)}\"", Repeat("k", 298)))));
    }

    [Fact]
    public void Faults_OfAllMembers_AreToldInTheirOrderAndEachOnce() => Assert.Equal(
        [
            "path must be a string",
            "props.a must be a string, a number or a boolean",
            "props must have keys of 1 to 300 characters",
            "props.b must not contain NUL or unpaired surrogates",
            "props must not have the key c twice",
        ],
        Parsed.FaultsOf(("path", "7"), ("props", """{"a":[],"":1,"":2,"b":"\ud800","c":1,"c":2,"c":3}""")));

    [Fact]
    public void Faults_OfEndlessMembers_AreBounded() =>
        Assert.Equal(31, Parsed.FaultsOf(("props", "{" + string.Join(',', Enumerable.Range(0, 5000).Select(i => $"\"{i}\":[]")) + "}")).Count);

    [Fact]
    public void Props_ThatAreThereTwice_HaveTheirLastValue()
    {
        Assert.Equal("""{"b":2}""", Parsed.ValueOf("props", """{"a":[]},"props":{ "b" : 2 }"""));
        Assert.Equal(["props must be an object"], Parsed.FaultsOf(("props", """{"a":1},"props":7""")));
    }

    [Fact]
    public void Event_BehindItsProps_IsReadAsItIs()
    {
        Parsed parsed = Parsed.Of("""{"props" : { "a" : null, "b" : "\u00e9" } , "site_id":"s","event_type":"x","timestamp":"2026-03-14","path":"/\u00e9"}""");

        Assert.Equal(["s", "x", "/é", null, null], parsed.Texts);
        Assert.Equal("""{"b":"é"}""", parsed.Others["props"]);
    }

    private static string Object(int keys, string value, string prefix = "k") =>
        new StringBuilder("{").AppendJoin(',', Enumerable.Range(0, keys).Select(i => $"\"{prefix}{i}\":{value}")).Append('}').ToString();

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
