using Footfall;
using Footfall.Health;
using Footfall.Startup;

return await HostRunner.RunAsync(args, "http://localhost:3001", SiloHost.AddFootfall, app => app.MapHealthApi());
