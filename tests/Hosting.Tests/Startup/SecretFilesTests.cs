using Microsoft.Extensions.Configuration;

namespace Footfall.Startup;

[Trait("Tier", "fast")]
public sealed class SecretFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("footfall-secrets-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("redis://:s3cret@cache")]
    [InlineData("redis://:s3cret@cache\n")]
    [InlineData("redis://:s3cret@cache\r\n\r\n")]
    public void File_GivesItsSettingWithoutTheLastLineBreak(string content)
    {
        ConfigurationManager settings = Configure(("REDIS_URL_FILE", Write(content)));

        settings.AddSecretFiles();

        Assert.Equal("redis://:s3cret@cache", settings["REDIS_URL"]);
    }

    [Fact]
    public void AnySetting_MayStandInAFile()
    {
        ConfigurationManager settings = Configure(("Kestrel:Certificates:Default:Password_FILE", Write(" a b ")), ("DATABASE_URL_FILE", Write("x")));

        settings.AddSecretFiles();

        Assert.Equal((" a b ", "x"), (settings["Kestrel:Certificates:Default:Password"], settings["DATABASE_URL"]));
    }

    [Fact]
    public void SettingNamedFileOfALibrary_IsLeftAlone()
    {
        ConfigurationManager settings = Configure(("Logging:File", "/var/log/x"));

        settings.AddSecretFiles();

        Assert.Null(settings["Logging"]);
    }

    [Fact]
    public void MissingFile_IsAFault() => Assert.Equal(
        "REDIS_URL_FILE names /nowhere/redis, which does not exist; create the file, or set the value itself without _FILE.",
        FaultOf(("REDIS_URL_FILE", "/nowhere/redis")));

    [Fact]
    public void FolderInsteadOfAFile_IsAFault() => Assert.Equal(
        $"REDIS_URL_FILE names {_folder}, which cannot be read; let the user that this host runs as read it.", FaultOf(("REDIS_URL_FILE", _folder)));

    [Fact]
    public void EmptyFile_IsAFault()
    {
        string file = Write("\n");

        Assert.Equal($"REDIS_URL_FILE names {file}, which is empty; put the value there.", FaultOf(("REDIS_URL_FILE", file)));
    }

    [Fact]
    public void SettingThatIsGivenTwice_IsAFaultWithoutIt()
    {
        string fault = FaultOf(("REDIS_URL", "redis://:s3cret@cache"), ("REDIS_URL_FILE", Write("redis://other")));

        Assert.Equal("REDIS_URL and REDIS_URL_FILE are both set; keep one of them.", fault);
    }

    private static string FaultOf(params (string Key, string Value)[] settings) =>
        Assert.Throws<StartupException>(() => Configure(settings).AddSecretFiles()).Message;

    private static ConfigurationManager Configure(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        return configuration;
    }

    private string Write(string content)
    {
        string file = Path.Combine(_folder, Path.GetRandomFileName());
        File.WriteAllText(file, content);
        return file;
    }
}
