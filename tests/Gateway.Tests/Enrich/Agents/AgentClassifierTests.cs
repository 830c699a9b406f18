using System.Text;

namespace Footfall.Enrich;

[Trait("Tier", "fast")]
public sealed class AgentClassifierTests
{
    private const string Chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36";

    private static readonly AgentClassifier Classifier = new();

    [Fact]
    public void Seen_headers_allocate_nothing()
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(Chrome);
        long before = 0;
        for (int round = 0; round < 2; round++)
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1000; i++)
            {
                Classifier.Classify(new AgentHeaders { UserAgent = Chrome, Brands = "\"Brave\";v=\"153\"", Mobile = "?0" });
                Classifier.Classify(utf8);
            }
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Cache_changes_no_result()
    {
        var small = new AgentClassifier(capacity: 8);
        foreach (GoldenAgent golden in GoldenAgent.All.Concat(GoldenAgent.All.Reverse()))
        {
            var headers = new AgentHeaders { UserAgent = golden.UserAgent };
            Assert.Equal(Classifier.ClassifyAnew(headers), small.Classify(headers));
            Assert.Equal(Classifier.ClassifyAnew(headers), Classifier.Classify(Encoding.UTF8.GetBytes(golden.UserAgent)));
        }
    }

    [Fact]
    public void Every_header_is_part_of_the_key()
    {
        string[] agents =
        [
            Write(new AgentHeaders { UserAgent = Chrome }),
            Write(new AgentHeaders { UserAgent = Chrome, Brands = "\"Brave\";v=\"1\"" }),
            Write(new AgentHeaders { UserAgent = Chrome, FullVersions = "\"Opera\";v=\"1\"" }),
            Write(new AgentHeaders { UserAgent = Chrome, Platform = "\"Windows\"", PlatformVersion = "\"15.0\"" }),
            Write(new AgentHeaders { UserAgent = Chrome, Platform = "\"Windows\"", PlatformVersion = "\"10.0\"" }),
            Write(new AgentHeaders { UserAgent = Chrome, LacksAcceptLanguage = true }),
        ];

        Assert.Equal(agents, agents.Distinct());
    }

    /// <summary>Nobody may choose the result of somebody else's headers by what he writes into his own.</summary>
    [Fact]
    public void Texts_that_imitate_the_key_of_other_headers_have_keys_of_their_own()
    {
        Span<char> one = stackalloc char[AgentHeaders.MaxKeyLength];
        Span<char> other = stackalloc char[AgentHeaders.MaxKeyLength];
        ReadOnlySpan<char> key = new AgentHeaders { UserAgent = "a", Brands = "b" }.WriteKey(one);

        Assert.False(key.SequenceEqual(new AgentHeaders { UserAgent = "a\u0001b" }.WriteKey(other)));
        Assert.False(key.SequenceEqual(new AgentHeaders { UserAgent = "a", FullVersions = "b" }.WriteKey(other)));
        Assert.False(key.SequenceEqual(new AgentHeaders { UserAgent = "ab" }.WriteKey(other)));
        Assert.False(key.SequenceEqual(new AgentHeaders { UserAgent = key[1..] }.WriteKey(other)));
    }

    [Fact]
    public void Text_behind_512_characters_is_not_read()
    {
        string start = "Mozilla/5.0 (X11; Linux x86_64) " + new string('x', 480);

        Assert.Equal(512, start.Length);
        Assert.Null(Classifier.Classify(new AgentHeaders { UserAgent = start + " Firefox/156.0" }).Browser);
        Assert.Null(Classifier.Classify(Encoding.UTF8.GetBytes(start + " Firefox/156.0")).Browser);
        Assert.Equal("Linux", Classifier.Classify(Encoding.UTF8.GetBytes(start + " Firefox/156.0")).Os);
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("\r\n\t\u0001\u007f")]
    [InlineData("\ud800")]
    [InlineData("😀")]
    [InlineData("Chrome/")]
    [InlineData("Chrome/99999999999999999999.1")]
    [InlineData("Android Android Android/")]
    [InlineData("Version/ Safari Mac OS X 10_")]
    [InlineData("((((((((((((((((((")]
    [InlineData("[FBAN/")]
    [InlineData("iPhone OS _")]
    public void Odd_text_is_no_error(string text)
    {
        foreach (string userAgent in new[] { text, Chrome + text, text + Chrome, string.Concat(Enumerable.Repeat(text, 8192 / text.Length)) })
        {
            Agent agent = Classifier.ClassifyAnew(new AgentHeaders { UserAgent = userAgent });

            Assert.True(agent.BrowserVersion is null or { Length: <= 11 });
            Assert.True(agent.OsVersion is null or { Length: <= 11 });
            Assert.Equal(agent with { }, Classifier.Classify(new AgentHeaders { UserAgent = userAgent }));
        }
    }

    [Fact]
    public void Invalid_UTF_8_is_no_error()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Chrome), 0xFF, 0xC3, 0xE2, 0x82];

        Assert.Equal("Chrome", Classifier.Classify(bytes).Browser);
        Assert.True(Classifier.Classify([]).Bot.IsBot);
        Assert.Null(Classifier.Classify([.. Enumerable.Repeat((byte)0xE2, 8192)]).Browser);
    }

    /// <summary>Inputs that make expressions with repetition slow take no longer here than others.</summary>
    [Theory]
    [InlineData("a")]
    [InlineData("1.")]
    [InlineData("@a")]
    [InlineData("; a")]
    [InlineData("a/1.")]
    [InlineData("Mozilla/5.0 (compatible; a 1.")]
    public void Hostile_text_ends(string text) =>
        Classifier.ClassifyAnew(new AgentHeaders { UserAgent = string.Concat(Enumerable.Repeat(text, 8192)) });

    private static string Write(in AgentHeaders headers) => Classifier.Classify(headers).ToString();
}
