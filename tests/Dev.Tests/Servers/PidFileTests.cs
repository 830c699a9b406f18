using System.Diagnostics;
using Footfall.Dev.Processes;

namespace Footfall.Dev.Servers;

public sealed class PidFileTests
{
    [Fact]
    public void Process_of_the_same_number_but_another_start_is_another_process()
    {
        ProcessIdentity self = ProcessIdentity.Of(Environment.ProcessId)!.Value;
        Assert.True(self.IsAlive);
        Assert.False((self with { StartedAt = self.StartedAt - 1 }).IsAlive);
    }

    [Fact]
    public void Zombie_is_not_alive()
    {
        using Process sleeper = Process.Start("sleep", "100");
        ProcessIdentity identity = ProcessIdentity.Of(sleeper.Id)!.Value;
        sleeper.Kill();
        sleeper.WaitForExit();
        Assert.False(identity.IsAlive);
        Assert.Null(ProcessIdentity.Of(999_999_9));
    }

    [Fact]
    public void File_is_read_as_written_and_half_a_file_is_none()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        var file = new PidFile("silo-1", new ProcessIdentity(4, 5), "http://127.0.0.1:1");
        file.Write(folder);
        Assert.Equal(file, PidFile.Read(folder, "silo-1"));
        Assert.Equal([file], PidFile.ReadAll(folder));
        new PidFile("silo-1", new ProcessIdentity(4, 6), "x").Remove(folder);
        Assert.NotNull(PidFile.Read(folder, "silo-1"));
        file.Remove(folder);
        Assert.Null(PidFile.Read(folder, "silo-1"));
        File.WriteAllText(PidFile.PathOf(folder, "silo-1"), "12\n");
        Assert.Null(PidFile.Read(folder, "silo-1"));
        Directory.Delete(folder, true);
    }
}
