namespace Footfall.Enrich;

[Trait("Tier", "fast")]
public sealed class ClientHintsTests
{
    private const string Windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36";
    private const string Mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36";
    private const string Android = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Mobile Safari/537.36";
    private const string Linux = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36";
    private const string ChromeBrands = "\"Chromium\";v=\"153\", \"Google Chrome\";v=\"153\", \"Not?A_Brand\";v=\"8\"";

    private static readonly AgentClassifier Classifier = new();

    [Theory]
    [InlineData("\"Brave\";v=\"153\", \"Chromium\";v=\"153\", \"Not?A_Brand\";v=\"8\"", "Brave", "153")]
    [InlineData("\"Not A(Brand\";v=\"99\", \"Google Chrome\";v=\"121\", \"Chromium\";v=\"121\"", "Chrome", "121")]
    [InlineData("\"Google Chrome\";v=\"153\", \"Microsoft Edge\";v=\"153\"", "Edge", "153")]
    [InlineData("\"Opera\";v=\"135\", \"Chromium\";v=\"151\"", "Opera", "135")]
    [InlineData("\"Opera GX\";v=\"120\", \"Chromium\";v=\"151\"", "Opera GX", "120")]
    [InlineData("\"DuckDuckGo\";v=\"150\", \"Chromium\";v=\"150\"", "DuckDuckGo", "150")]
    [InlineData("\"Chromium\";v=\"153\", \"Not/A)Brand\";v=\"8\"", "Chrome", "153")]
    [InlineData("\"Not;A Brand\";v=\"99\"", "Chrome", "153")]
    [InlineData("\"A browser of tomorrow\";v=\"1\", \"Chromium\";v=\"153\"", "Chrome", "153")]
    [InlineData("\"Brave\"", "Brave", "153")]
    [InlineData("\"Brave\";v=\"153", "Chrome", "153")]
    [InlineData("Brave;v=\"153\"", "Chrome", "153")]
    public void Brand_decides_over_a_plain_Chrome(string brands, string browser, string version)
    {
        Agent agent = Classifier.ClassifyAnew(new AgentHeaders { UserAgent = Windows, Brands = brands });

        Assert.Equal((browser, version), (agent.Browser, agent.BrowserVersion));
    }

    [Fact]
    public void Full_version_is_preferred()
    {
        Agent agent = Classifier.ClassifyAnew(new AgentHeaders
        {
            UserAgent = Windows,
            Brands = "\"Vivaldi\";v=\"7\"",
            FullVersions = "\"Chromium\";v=\"150.0.7871.1\", \"Vivaldi\";v=\"7.5.3735.44\"",
        });

        Assert.Equal(("Vivaldi", "7.5"), (agent.Browser, agent.BrowserVersion));
    }

    [Fact]
    public void App_is_more_than_the_view_that_it_shows_pages_in()
    {
        Agent agent = Classifier.ClassifyAnew(new AgentHeaders
        {
            UserAgent = "Mozilla/5.0 (Linux; Android 13; M2101K6G; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/121.0.6167.143 Mobile Safari/537.36 Instagram 318.0.0.30.110 Android",
            Brands = "\"Not A(Brand\";v=\"99\", \"Android WebView\";v=\"121\", \"Chromium\";v=\"121\"",
        });

        Assert.Equal(("Instagram", "318"), (agent.Browser, agent.BrowserVersion));
    }

    [Theory]
    [InlineData(Windows, "\"Windows\"", "\"19.0.0\"", "11")]
    [InlineData(Windows, "\"Windows\"", "\"13.0.0\"", "11")]
    [InlineData(Windows, "\"Windows\"", "\"12.0.0\"", "10")]
    [InlineData(Windows, "\"Windows\"", "\"10.0.0\"", "10")]
    [InlineData(Windows, "\"Windows\"", "\"0.1.0\"", "7")]
    [InlineData(Windows, "\"Windows\"", "\"0.3.0\"", "8.1")]
    [InlineData(Windows, "\"Windows\"", "\"\"", null)]
    [InlineData(Windows, "\"macOS\"", "\"15.1.0\"", null)]
    [InlineData(Windows, "", "\"15.0.0\"", null)]
    [InlineData(Mac, "\"macOS\"", "\"26.1.0\"", "26.1")]
    [InlineData(Mac, "\"macOS\"", "\"15.0.0\"", "15")]
    [InlineData(Mac, "\"macOS\"", "15.0.0", null)]
    [InlineData(Android, "\"Android\"", "\"16.0.0\"", "16")]
    [InlineData(Android, "\"Android\"", "\"8.1.0\"", "8.1")]
    [InlineData(Linux, "\"Linux\"", "\"6.8.0\"", null)]
    public void Version_of_the_system_is_read_where_the_User_Agent_is_frozen(string userAgent, string platform, string version, string? expected)
    {
        Agent agent = Classifier.ClassifyAnew(new AgentHeaders { UserAgent = userAgent, Platform = platform, PlatformVersion = version });

        Assert.Equal(expected, agent.OsVersion);
    }

    [Theory]
    [InlineData("\"Android\"", "?1", "Android", DeviceClass.Phone)]
    [InlineData("\"Android\"", "?0", "Android", DeviceClass.Tablet)]
    [InlineData("\"Chrome OS\"", "?0", "ChromeOS", DeviceClass.Desktop)]
    [InlineData("\"Linux\"", "?0", "Linux", DeviceClass.Desktop)]
    [InlineData("\"Windows\"", "?0", "Linux", DeviceClass.Desktop)]
    internal void Page_as_for_a_computer_does_not_hide_the_system(string platform, string mobile, string os, DeviceClass device)
    {
        Agent agent = Classifier.ClassifyAnew(new AgentHeaders { UserAgent = Linux, Platform = platform, Mobile = mobile });

        Assert.Equal((os, device), (agent.Os, agent.Device));
    }

    [Fact]
    public void Hints_beside_the_name_of_another_engine_are_ignored()
    {
        Agent agent = Classifier.ClassifyAnew(new AgentHeaders
        {
            UserAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:156.0) Gecko/20100101 Firefox/156.0",
            Brands = ChromeBrands,
            Platform = "\"Android\"",
            Mobile = "?1",
        });

        Assert.Equal("Firefox / 156 / Linux / - / Desktop", GoldenAgent.Write(agent));
    }

    [Fact]
    public void Hint_that_is_too_long_is_ignored_as_a_whole()
    {
        string brands = "\"Brave\";v=\"153\"" + string.Concat(Enumerable.Repeat(", \"x\";v=\"1\"", 30));

        Assert.Equal("Chrome", Classifier.ClassifyAnew(new AgentHeaders { UserAgent = Windows, Brands = brands }).Browser);
    }
}
