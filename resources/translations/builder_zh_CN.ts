<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
    <context>
        <name>Actions</name>
        <message>
            <source>&amp;New</source>
            <translation>新建(&amp;N)</translation>
        </message>
        <message>
            <source>&amp;Open…</source>
            <translation>打开(&amp;O)…</translation>
        </message>
        <message>
            <source>&amp;Save</source>
            <translation>保存(&amp;S)</translation>
        </message>
        <message>
            <source>Save &amp;as…</source>
            <translation>另存为(&amp;A)…</translation>
        </message>
        <message>
            <source>&amp;Export figure or table…</source>
            <translation>导出图或表格(&amp;E)…</translation>
        </message>
        <message>
            <source>&amp;Close</source>
            <translation>关闭(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>退出(&amp;Q)</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>撤销(&amp;U)</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>重做(&amp;R)</translation>
        </message>
        <message>
            <source>Cu&amp;t</source>
            <translation>剪切(&amp;T)</translation>
        </message>
        <message>
            <source>&amp;Copy</source>
            <translation>复制(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Paste</source>
            <translation>粘贴(&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Find rows</source>
            <translation>查找行(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Duplicate rows</source>
            <translation>复制所选行(&amp;D)</translation>
        </message>
        <message>
            <source>De&amp;lete rows</source>
            <translation>删除行(&amp;L)</translation>
        </message>
        <message>
            <source>Move row u&amp;p</source>
            <translation>上移一行(&amp;P)</translation>
        </message>
        <message>
            <source>Move row do&amp;wn</source>
            <translation>下移一行(&amp;W)</translation>
        </message>
        <message>
            <source>Comment lines out or &amp;in</source>
            <translation>注释/取消注释(&amp;I)</translation>
        </message>
        <message>
            <source>Complete the w&amp;ord</source>
            <translation>补全单词(&amp;O)</translation>
        </message>
        <message>
            <source>Apply the first fi&amp;x here</source>
            <translation>应用此处第一个修复(&amp;X)</translation>
        </message>
        <message>
            <source>&amp;Fit the network</source>
            <translation>适应窗口(&amp;F)</translation>
        </message>
        <message>
            <source>Zoom &amp;in</source>
            <translation>放大(&amp;I)</translation>
        </message>
        <message>
            <source>Zoom &amp;out</source>
            <translation>缩小(&amp;O)</translation>
        </message>
        <message>
            <source>Next pro&amp;blem</source>
            <translation>下一个问题(&amp;B)</translation>
        </message>
        <message>
            <source>&amp;Reset the layout</source>
            <translation>恢复默认布局(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Keyboard shortcuts</source>
            <translation>键盘快捷键(&amp;K)</translation>
        </message>
        <message>
            <source>&amp;About</source>
            <translation>关于(&amp;A)</translation>
        </message>
        <message>
            <source>Next fi&amp;le</source>
            <translation>下一个文件(&amp;L)</translation>
        </message>
        <message>
            <source>Pre&amp;vious file</source>
            <translation>上一个文件(&amp;V)</translation>
        </message>
        <message>
            <source>Compare all s&amp;cales</source>
            <translation>比较所有规模(&amp;C)</translation>
        </message>
        <message>
            <source>New from stage &amp;table…</source>
            <translation>从阶段表新建(&amp;T)…</translation>
        </message>
        <message>
            <source>Fix all &amp;safe…</source>
            <translation>应用全部安全修复(&amp;S)…</translation>
        </message>
        <message>
            <source>&amp;Repair references…</source>
            <translation>修复引用(&amp;R)…</translation>
        </message>
        <message>
            <source>&amp;Explain an error…</source>
            <translation>解释错误(&amp;E)…</translation>
        </message>
    </context>
    <context>
        <name>AnswerView</name>
        <message>
            <source>What the error means</source>
            <translation>错误的含义</translation>
        </message>
    </context>
    <context>
        <name>BlockTree</name>
        <message>
            <source>Blocks</source>
            <translation>模块列表</translation>
        </message>
        <message>
            <source>Recently used</source>
            <translation>最近使用</translation>
        </message>
    </context>
    <context>
        <name>CanvasMenu</name>
        <message>
            <source>Edit</source>
            <translation>编辑</translation>
        </message>
        <message>
            <source>Duplicate</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>删除</translation>
        </message>
    </context>
    <context>
        <name>CanvasScene</name>
        <message>
            <source>image</source>
            <translation>图像</translation>
        </message>
    </context>
    <context>
        <name>CanvasView</name>
        <message>
            <source>Network</source>
            <translation>网络</translation>
        </message>
    </context>
    <context>
        <name>Category</name>
        <message>
            <source>Convolution</source>
            <translation>卷积</translation>
        </message>
        <message>
            <source>CSP</source>
            <translation>CSP</translation>
        </message>
        <message>
            <source>Attention</source>
            <translation>注意力</translation>
        </message>
        <message>
            <source>Backbone</source>
            <translation>骨干网络</translation>
        </message>
        <message>
            <source>Pooling</source>
            <translation>池化</translation>
        </message>
        <message>
            <source>Fusion</source>
            <translation>特征融合</translation>
        </message>
        <message>
            <source>Resampling</source>
            <translation>上下采样</translation>
        </message>
        <message>
            <source>Head</source>
            <translation>检测头</translation>
        </message>
        <message>
            <source>Basic</source>
            <translation>基础</translation>
        </message>
    </context>
    <context>
        <name>CauseCard</name>
        <message>
            <source>line {0}</source>
            <translation>第 {0} 行</translation>
        </message>
    </context>
    <context>
        <name>Certificate</name>
        <message>
            <source>certified by {0}</source>
            <translation>已通过 {0} 验证</translation>
        </message>
        <message>
            <source>{0} differs at row {1}</source>
            <translation>第 {1} 层与 {0} 不一致</translation>
        </message>
        <message>
            <source>not certified yet</source>
            <translation>尚未验证</translation>
        </message>
        <message>
            <source>certifying…</source>
            <translation>正在验证…</translation>
        </message>
        <message>
            <source>{0} differs</source>
            <translation>与 {0} 不一致</translation>
        </message>
        <message>
            <source>not certified</source>
            <translation>未能验证</translation>
        </message>
        <message>
            <source>not certified: torch is not installed</source>
            <translation>未验证：没有安装 torch</translation>
        </message>
        <message>
            <source>{0} stops at row {1}</source>
            <translation>{0} 在第 {1} 层停止</translation>
        </message>
        <message>
            <source>does not run on {0}</source>
            <translation>无法在 {0} 上运行</translation>
        </message>
        <message>
            <source>not certified: the file has errors</source>
            <translation>未验证：文件有错误</translation>
        </message>
    </context>
    <context>
        <name>Certifier</name>
        <message>
            <source>The torch worker ended without an answer</source>
            <translation>torch 进程未返回结果就退出了</translation>
        </message>
        <message>
            <source>Torch agrees with the report that it does not run</source>
            <translation>torch 与报告一致：该网络无法运行</translation>
        </message>
        <message>
            <source>Torch runs the rows, but the file has errors that stop the trainer</source>
            <translation>torch 能运行这些行，但文件中的错误会使训练程序停止</translation>
        </message>
    </context>
    <context>
        <name>Choices</name>
        <message>
            <source>Detection: neck and Detect</source>
            <translation>目标检测：颈部 + Detect</translation>
        </message>
        <message>
            <source>Classification</source>
            <translation>图像分类</translation>
        </message>
        <message>
            <source>Two rows for a stage</source>
            <translation>每个阶段两行</translation>
        </message>
        <message>
            <source>A row for every block</source>
            <translation>每个模块一行</translation>
        </message>
        <message>
            <source>One row for all stages</source>
            <translation>整个主干一行</translation>
        </message>
        <message>
            <source>The first block, then the others with a number</source>
            <translation>第一个模块单独一行，其余的模块用重复次数写成一行</translation>
        </message>
        <message>
            <source>One block with several outputs, for forks that count it as five rows</source>
            <translation>一个多输出模块，用于把它算作五行的分支版本</translation>
        </message>
        <message>
            <source>The paper&apos;s</source>
            <translation>论文版</translation>
        </message>
        <message>
            <source>The tutorials&apos;</source>
            <translation>教程版</translation>
        </message>
        <message>
            <source>FusedMBConvBlock, MBConvBlock: se_ratio of the channels that go in</source>
            <translation>FusedMBConvBlock、MBConvBlock：se_ratio 按输入通道数计算</translation>
        </message>
        <message>
            <source>FusedMBConv, MBConv: se_ratio of the expanded channels</source>
            <translation>FusedMBConv、MBConv：se_ratio 按扩展后的通道数计算</translation>
        </message>
        <message>
            <source>&amp;Network</source>
            <translation>网络(&amp;N)</translation>
        </message>
        <message>
            <source>&amp;Trainer</source>
            <translation>训练程序(&amp;T)</translation>
        </message>
        <message>
            <source>&amp;Rows</source>
            <translation>写法(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Blocks</source>
            <translation>模块(&amp;B)</translation>
        </message>
        <message>
            <source>C&amp;lasses</source>
            <translation>类别数(&amp;L)</translation>
        </message>
    </context>
    <context>
        <name>Connect</name>
        <message>
            <source>Drop on a later layer</source>
            <translation>请放到更靠后的层上</translation>
        </message>
        <message>
            <source>{target} reads {source} already</source>
            <translation>{target} 已经读取 {source}</translation>
        </message>
        <message>
            <source>let {target} read {source} instead of {old}</source>
            <translation>让 {target} 改读 {source}，不再读 {old}</translation>
        </message>
        <message>
            <source>add {source} to the inputs of {target}</source>
            <translation>把 {source} 加为 {target} 的输入</translation>
        </message>
        <message>
            <source>the image</source>
            <translation>图像</translation>
        </message>
    </context>
    <context>
        <name>DialectMenu</name>
        <message>
            <source>As the file says: {0}</source>
            <translation>按文件判断：{0}</translation>
        </message>
        <message>
            <source>Write it into the file</source>
            <translation>写入文件</translation>
        </message>
        <message>
            <source>Puts the line `# builder: dialect {0}` on top</source>
            <translation>在文件顶部写入一行 `# builder: dialect {0}`</translation>
        </message>
        <message>
            <source>{0}: fills up four maps only</source>
            <translation>{0}：仅补齐四个特征图</translation>
        </message>
        <message>
            <source>{0}: knows its backbones by name</source>
            <translation>{0}：按名称识别主干</translation>
        </message>
        <message>
            <source>{0}: fills up any backbone</source>
            <translation>{0}：补齐任意主干</translation>
        </message>
    </context>
    <context>
        <name>DiffView</name>
        <message>
            <source>What changes in the text</source>
            <translation>文本中的改动</translation>
        </message>
    </context>
    <context>
        <name>DropBlock</name>
        <message>
            <source>insert {block} between the image and {target}</source>
            <translation>在图像与 {target} 之间插入 {block}</translation>
        </message>
        <message>
            <source>insert {block} between {source} and {target}</source>
            <translation>在 {source} 与 {target} 之间插入 {block}</translation>
        </message>
        <message>
            <source>insert {block} after {index}</source>
            <translation>在 {index} 之后插入 {block}</translation>
        </message>
        <message>
            <source>drop {block} on an edge or a layer</source>
            <translation>把 {block} 放到连线或层上</translation>
        </message>
        <message>
            <source>add {block} at the end</source>
            <translation>在末尾添加 {block}</translation>
        </message>
    </context>
    <context>
        <name>ExplainErrorDialog</name>
        <message>
            <source>Explain an error</source>
            <translation>解释错误</translation>
        </message>
        <message>
            <source>The trainer&apos;s error</source>
            <translation>训练程序的错误</translation>
        </message>
        <message>
            <source>The &amp;trainer&apos;s error</source>
            <translation>训练程序的错误(&amp;T)</translation>
        </message>
        <message>
            <source>&amp;Paste</source>
            <translation>粘贴(&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Clear</source>
            <translation>清空(&amp;C)</translation>
        </message>
        <message>
            <source>Paste what the trainer printed: the traceback, its last line, or all of it.</source>
            <translation>粘贴训练程序打印的内容：完整的 Traceback、最后一行或者全部日志。</translation>
        </message>
        <message>
            <source>Open the config that was trained.</source>
            <translation>请打开训练时用的配置文件。</translation>
        </message>
        <message>
            <source>Beside {0} ({1})</source>
            <translation>对照 {0}（{1}）</translation>
        </message>
        <message>
            <source>The row that gives the error is told here.</source>
            <translation>这里会说明是哪一层报的错。</translation>
        </message>
    </context>
    <context>
        <name>Export</name>
        <message>
            <source>Figure (SVG)</source>
            <translation>结构图 (SVG)</translation>
        </message>
        <message>
            <source>Figure (PNG)</source>
            <translation>结构图 (PNG)</translation>
        </message>
        <message>
            <source>Layer table (CSV)</source>
            <translation>层表格 (CSV)</translation>
        </message>
        <message>
            <source>Layer table (Markdown)</source>
            <translation>层表格 (Markdown)</translation>
        </message>
        <message>
            <source>{0} cannot be written</source>
            <translation>无法写入 {0}</translation>
        </message>
        <message>
            <source>Known endings: {0}</source>
            <translation>支持的扩展名：{0}</translation>
        </message>
        <message>
            <source>Wrote {0}</source>
            <translation>已写入 {0}</translation>
        </message>
    </context>
    <context>
        <name>Facts</name>
        <message>
            <source>Fails</source>
            <translation>出错</translation>
        </message>
        <message>
            <source>Waits for</source>
            <translation>等待</translation>
        </message>
        <message>
            <source>row {0}, which fails</source>
            <translation>第 {0} 层（该层出错）</translation>
        </message>
        <message>
            <source>stride {0:g}</source>
            <translation>步幅 {0:g}</translation>
        </message>
        <message>
            <source>{0:,} params</source>
            <translation>{0:,} 参数</translation>
        </message>
        <message>
            <source>Reads</source>
            <translation>读取</translation>
        </message>
        <message>
            <source>number x depth_multiple {0:g}, rounded, at least 1</source>
            <translation>number × depth_multiple {0:g}，四舍五入，至少为 1</translation>
        </message>
        <message>
            <source>Repeats</source>
            <translation>重复次数</translation>
        </message>
        <message>
            <source>Constructor arguments as the trainer passes and prints them</source>
            <translation>训练代码实际传入并打印的构造参数</translation>
        </message>
        <message>
            <source>Passes</source>
            <translation>实际参数</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>输出</translation>
        </message>
        <message>
            <source>Read by</source>
            <translation>被读取于</translation>
        </message>
        <message>
            <source>no row: it is dead</source>
            <translation>没有任何层：该层是死层</translation>
        </message>
        <message>
            <source>Parameters</source>
            <translation>参数量</translation>
        </message>
        <message>
            <source>Exact at this image size: {0:,} operations</source>
            <translation>当前图像尺寸下的精确值：{0:,} 次运算</translation>
        </message>
        <message>
            <source>GFLOPs</source>
            <translation>GFLOPs</translation>
        </message>
        <message>
            <source>Stride</source>
            <translation>步幅</translation>
        </message>
        <message>
            <source>Activation</source>
            <translation>激活内存</translation>
        </message>
        <message>
            <source>Memory of the outputs, 32-bit floats</source>
            <translation>输出所占内存（32 位浮点）</translation>
        </message>
        <message>
            <source>Receptive field</source>
            <translation>感受野</translation>
        </message>
        <message>
            <source>the whole image</source>
            <translation>整幅图像</translation>
        </message>
        <message>
            <source>image</source>
            <translation>图像</translation>
        </message>
        <message>
            <source>(written {0}, width x {1:g})</source>
            <translation>（写作 {0}，宽度 × {1:g}）</translation>
        </message>
        <message>
            <source>Channels</source>
            <translation>通道</translation>
        </message>
        <message>
            <source>Input channels → output channels</source>
            <translation>输入通道 → 输出通道</translation>
        </message>
        <message>
            <source>Rows</source>
            <translation>行数</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>层数</translation>
        </message>
        <message>
            <source>Gradients</source>
            <translation>可训练参数</translation>
        </message>
        <message>
            <source>GFLOPs printed</source>
            <translation>打印的 GFLOPs</translation>
        </message>
        <message>
            <source>GFLOPs at {0}x{1}</source>
            <translation>{0}x{1} 时的 GFLOPs</translation>
        </message>
        <message>
            <source>Head strides</source>
            <translation>检测头步幅</translation>
        </message>
        <message>
            <source>no numbers for row {0}</source>
            <translation>第 {0} 层没有数值</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>缺失</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>说明</translation>
        </message>
        <message>
            <source>{0} outputs</source>
            <translation>{0} 个输出</translation>
        </message>
    </context>
    <context>
        <name>FileDesk</name>
        <message>
            <source>{0} cannot be opened</source>
            <translation>无法打开 {0}</translation>
        </message>
        <message>
            <source>untitled.yaml</source>
            <translation>未命名.yaml</translation>
        </message>
        <message>
            <source>{0} cannot be saved</source>
            <translation>无法保存 {0}</translation>
        </message>
        <message>
            <source>Saved {0}</source>
            <translation>已保存 {0}</translation>
        </message>
        <message>
            <source>{0} was removed from the disk; save it to keep it</source>
            <translation>{0} 已从磁盘删除；如需保留请保存</translation>
        </message>
    </context>
    <context>
        <name>FixButton</name>
        <message>
            <source>Surely what was meant</source>
            <translation>可以确定这就是本意</translation>
        </message>
        <message>
            <source>May change what the network computes: look before you keep it</source>
            <translation>可能改变网络的计算，请检查后再保留</translation>
        </message>
    </context>
    <context>
        <name>FixDialog</name>
        <message>
            <source>Preview</source>
            <translation>预览</translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>应用</translation>
        </message>
    </context>
    <context>
        <name>FixingDesk</name>
        <message>
            <source>No problem has a safe fix</source>
            <translation>没有可以安全修复的问题</translation>
        </message>
        <message>
            <source>… and {0} more</source>
            <translation>……以及另外 {0} 项</translation>
        </message>
        <message>
            <source>The text has changed meanwhile: look again</source>
            <translation>文本在此期间已更改，请重新查看</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>问题</translation>
        </message>
    </context>
    <context>
        <name>Form</name>
        <message>
            <source>Not written: the default is shown</source>
            <translation>文件中未写，显示的是默认值</translation>
        </message>
    </context>
    <context>
        <name>FromTableDialog</name>
        <message>
            <source>Python, YAML, JSON, CSV or columns; # begins a comment.</source>
            <translation>支持 Python、YAML、JSON、CSV 或按列对齐的文本；# 之后为注释。</translation>
        </message>
        <message>
            <source>New from stage table</source>
            <translation>从阶段表新建</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>创建</translation>
        </message>
        <message>
            <source>Published tables</source>
            <translation>已发表的表格</translation>
        </message>
        <message>
            <source>The config that is created</source>
            <translation>将要创建的配置</translation>
        </message>
        <message>
            <source>The config stands here once the table is right.</source>
            <translation>表格正确后，这里会显示配置。</translation>
        </message>
        <message>
            <source>&amp;Published tables</source>
            <translation>已发表的表格(&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Stage table: choose one above, change it, or paste your own</source>
            <translation>阶段表(&amp;S)：从上面选择、修改，或粘贴自己的表格</translation>
        </message>
        <message>
            <source>{0} rows, {1} parameters, {2} GFLOPs at 640×640</source>
            <translation>{0} 行，{1} 个参数，640×640 时 {2} GFLOPs</translation>
        </message>
        <message>
            <source>; strides {0}</source>
            <translation>；步幅 {0}</translation>
        </message>
        <message>
            <source>Line {0}</source>
            <translation>第 {0} 行</translation>
        </message>
        <message>
            <source>and {0} more</source>
            <translation>还有 {0} 处</translation>
        </message>
    </context>
    <context>
        <name>Guide</name>
        <message>
            <source>No fix for this row</source>
            <translation>该层没有可用的修复</translation>
        </message>
    </context>
    <context>
        <name>Gutter</name>
        <message>
            <source>Line, and the number of the row that starts on it</source>
            <translation>行号，以及从该行开始的层编号</translation>
        </message>
    </context>
    <context>
        <name>Hover</name>
        <message>
            <source>Fix: {0}</source>
            <translation>修复：{0}</translation>
        </message>
    </context>
    <context>
        <name>Inspector</name>
        <message>
            <source>From</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>The rows it reads: -1 is the row before, 6 is row 6</source>
            <translation>它读取的层：-1 表示上一层，6 表示第 6 层</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>数量</translation>
        </message>
        <message>
            <source>Repeats before depth scaling</source>
            <translation>深度缩放之前的重复次数</translation>
        </message>
        <message>
            <source>Module</source>
            <translation>模块</translation>
        </message>
        <message>
            <source>The block&apos;s name</source>
            <translation>模块名称</translation>
        </message>
        <message>
            <source>Number of classes</source>
            <translation>类别数</translation>
        </message>
        <message>
            <source>Factor on the `number` of every row above 1</source>
            <translation>对每个大于 1 的 number 的倍率</translation>
        </message>
        <message>
            <source>Factor on the channels of every row</source>
            <translation>对每一层通道数的倍率</translation>
        </message>
        <message>
            <source>Activation of every convolution; usually left out</source>
            <translation>所有卷积的激活函数，通常省略</translation>
        </message>
        <message>
            <source>{0} takes no such argument</source>
            <translation>{0} 没有这个参数</translation>
        </message>
        <message>
            <source>This program does not know the module</source>
            <translation>本程序不认识该模块</translation>
        </message>
        <message>
            <source>Give {0} first: it has no default</source>
            <translation>请先填写 {0}：它没有默认值</translation>
        </message>
        <message>
            <source>`from` holds whole numbers, not `{0}`</source>
            <translation>from 只能是整数，不能是 {0}</translation>
        </message>
        <message>
            <source>Scale {0}: [depth multiple, width multiple, most channels]</source>
            <translation>规模 {0}：[深度系数, 宽度系数, 最大通道数]</translation>
        </message>
        <message>
            <source>This is the scale that is shown now</source>
            <translation>当前显示的就是这个规模</translation>
        </message>
        <message>
            <source>scale {0}</source>
            <translation>规模 {0}</translation>
        </message>
        <message>
            <source>Channels are rounded up to a multiple of this</source>
            <translation>通道数向上取整为此数的倍数</translation>
        </message>
        <message>
            <source>Keypoints and values of each: [17, 3] for x, y, seen</source>
            <translation>关键点个数和每点的数值个数：[17, 3] 表示 x、y、可见性</translation>
        </message>
        <message>
            <source>Bins in which the head tells each side of a box</source>
            <translation>检测头用多少个区间表示框的每条边</translation>
        </message>
        <message>
            <source>The head has a one-to-one branch and needs no NMS</source>
            <translation>检测头带一对一分支，无需 NMS</translation>
        </message>
    </context>
    <context>
        <name>InspectorPanel</name>
        <message>
            <source>unknown module</source>
            <translation>未知模块</translation>
        </message>
        <message>
            <source>What the trainer makes of it</source>
            <translation>训练代码的实际解析</translation>
        </message>
        <message>
            <source>{0} rows</source>
            <translation>{0} 行</translation>
        </message>
        <message>
            <source>Together</source>
            <translation>合计</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>网络</translation>
        </message>
        <message>
            <source>Select a row to see and change it.</source>
            <translation>选择一层即可查看和修改。</translation>
        </message>
        <message>
            <source>Totals</source>
            <translation>总计</translation>
        </message>
    </context>
    <context>
        <name>Invitation</name>
        <message>
            <source>Drop a block here, or open a YAML file</source>
            <translation>把模块拖到这里，或打开一个 YAML 文件</translation>
        </message>
        <message>
            <source>Drag blocks from the palette; each becomes a row of the text</source>
            <translation>从模块面板拖动模块，每个模块成为文本中的一行</translation>
        </message>
    </context>
    <context>
        <name>LayerModel</name>
        <message>
            <source>ok</source>
            <translation>正常</translation>
        </message>
        <message>
            <source>error</source>
            <translation>错误</translation>
        </message>
        <message>
            <source>blocked</source>
            <translation>受阻</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>未知</translation>
        </message>
        <message>
            <source>Waits for row {0}</source>
            <translation>等待第 {0} 层</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Open files</source>
            <translation>打开的文件</translation>
        </message>
        <message>
            <source>Blocks</source>
            <translation>模块</translation>
        </message>
        <message>
            <source>YAML</source>
            <translation>YAML</translation>
        </message>
        <message>
            <source>Layer</source>
            <translation>当前层</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>层表格</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>not saved yet</source>
            <translation>尚未保存</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>键盘快捷键</translation>
        </message>
        <message>
            <source>About</source>
            <translation>关于</translation>
        </message>
        <message>
            <source>All scales</source>
            <translation>所有规模</translation>
        </message>
    </context>
    <context>
        <name>Measurer</name>
        <message>
            <source>Torch has measured {0}</source>
            <translation>torch 已测量 {0}</translation>
        </message>
        <message>
            <source>Torch measures {0}…</source>
            <translation>torch 正在测量 {0}…</translation>
        </message>
    </context>
    <context>
        <name>Mending</name>
        <message>
            <source>decisive</source>
            <translation>确凿</translation>
        </message>
        <message>
            <source>likely</source>
            <translation>很可能</translation>
        </message>
        <message>
            <source>possible</source>
            <translation>有可能</translation>
        </message>
        <message>
            <source>safe</source>
            <translation>安全</translation>
        </message>
        <message>
            <source>may change the network</source>
            <translation>可能改变网络</translation>
        </message>
        <message>
            <source>1 reference</source>
            <translation>1 处引用</translation>
        </message>
        <message>
            <source>{0} references</source>
            <translation>{0} 处引用</translation>
        </message>
        <message>
            <source>1 inserted row</source>
            <translation>插入了 1 层</translation>
        </message>
        <message>
            <source>{0} inserted rows</source>
            <translation>插入了 {0} 层</translation>
        </message>
        <message>
            <source>1 removed row</source>
            <translation>删除了 1 层</translation>
        </message>
        <message>
            <source>{0} removed rows</source>
            <translation>删除了 {0} 层</translation>
        </message>
        <message>
            <source>Left behind, it seems: {0}</source>
            <translation>疑似过时：{0}</translation>
        </message>
        <message>
            <source> and </source>
            <translation>、</translation>
        </message>
        <message>
            <source>Left behind by {0}, it seems: {1}</source>
            <translation>{0}，疑似未随之更新：{1}</translation>
        </message>
        <message>
            <source>No reference looks stale</source>
            <translation>没有发现过时的引用</translation>
        </message>
        <message>
            <source>Looked at {0} rows with {1} references: whether the sizes that meet agree, whether every row is read, what the comments with numbers say, and how the nearest network that the trainer ships is wired.</source>
            <translation>检查了 {0} 层、{1} 处引用：汇合处的尺寸是否一致，每一层是否都被读取，带编号的注释怎么写，以及训练程序自带的最接近的网络如何连接。</translation>
        </message>
        <message>
            <source>Looking for references that were left behind…</source>
            <translation>正在查找未随之更新的引用……</translation>
        </message>
        <message>
            <source>The search for stale references failed</source>
            <translation>查找过时引用失败</translation>
        </message>
        <message>
            <source>What speaks for it</source>
            <translation>依据</translation>
        </message>
        <message>
            <source>What it rewrites</source>
            <translation>将改写的引用</translation>
        </message>
        <message>
            <source>row {0}</source>
            <translation>第 {0} 层</translation>
        </message>
        <message>
            <source>image</source>
            <translation>图像</translation>
        </message>
        <message>
            <source>Solves {0}</source>
            <translation>解决 {0}</translation>
        </message>
        <message>
            <source>brings {0}</source>
            <translation>新增 {0}</translation>
        </message>
        <message>
            <source>{0} left</source>
            <translation>还剩 {0} 个</translation>
        </message>
        <message>
            <source>Solves no error or warning</source>
            <translation>不解决任何错误或警告</translation>
        </message>
        <message>
            <source>unsafe</source>
            <translation>需检查</translation>
        </message>
    </context>
    <context>
        <name>Menus</name>
        <message>
            <source>Open &amp;recent</source>
            <translation>最近打开(&amp;R)</translation>
        </message>
        <message>
            <source>New from e&amp;xample</source>
            <translation>从示例新建(&amp;X)</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>文件(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation>编辑(&amp;E)</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>视图(&amp;V)</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>帮助(&amp;H)</translation>
        </message>
        <message>
            <source>As the &amp;system</source>
            <translation>跟随系统(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Light</source>
            <translation>浅色(&amp;L)</translation>
        </message>
        <message>
            <source>&amp;Dark</source>
            <translation>深色(&amp;D)</translation>
        </message>
        <message>
            <source>&amp;Theme</source>
            <translation>主题(&amp;T)</translation>
        </message>
        <message>
            <source>Lan&amp;guage</source>
            <translation>语言(&amp;G)</translation>
        </message>
        <message>
            <source>Forget these</source>
            <translation>清除记录</translation>
        </message>
        <message>
            <source>No files yet</source>
            <translation>暂无文件</translation>
        </message>
        <message>
            <source>No examples installed</source>
            <translation>没有安装示例</translation>
        </message>
        <message>
            <source>Read &amp;as</source>
            <translation>读取方式(&amp;A)</translation>
        </message>
    </context>
    <context>
        <name>MoveRow</name>
        <message>
            <source>move {row} in front of {before}</source>
            <translation>把 {row} 移到 {before} 之前</translation>
        </message>
    </context>
    <context>
        <name>Notice</name>
        <message>
            <source>Repair…</source>
            <translation>修复…</translation>
        </message>
        <message>
            <source>Put away</source>
            <translation>收起</translation>
        </message>
    </context>
    <context>
        <name>Pages</name>
        <message>
            <source>Drag a block</source>
            <translation>拖动模块</translation>
        </message>
        <message>
            <source>onto an edge or a card: insert</source>
            <translation>到连线或卡片上：插入</translation>
        </message>
        <message>
            <source>Drag an output</source>
            <translation>拖动输出端口</translation>
        </message>
        <message>
            <source>to an input: connect</source>
            <translation>到输入端口：连接</translation>
        </message>
        <message>
            <source>Double-click a card</source>
            <translation>双击卡片</translation>
        </message>
        <message>
            <source>edit its arguments</source>
            <translation>编辑参数</translation>
        </message>
        <message>
            <source>See, measure, mend and design detection network configs.</source>
            <translation>查看、测量、修复和设计检测网络配置。</translation>
        </message>
        <message>
            <source>Icons: Material Design Icons (Apache-2.0)</source>
            <translation>图标：Material Design Icons（Apache-2.0）</translation>
        </message>
    </context>
    <context>
        <name>PalettePanel</name>
        <message>
            <source>Search blocks</source>
            <translation>搜索模块</translation>
        </message>
        <message>
            <source>No block has all these words</source>
            <translation>没有同时包含这些词的模块</translation>
        </message>
    </context>
    <context>
        <name>Pictures</name>
        <message>
            <source>The network before</source>
            <translation>修改前的网络</translation>
        </message>
        <message>
            <source>The network after</source>
            <translation>修改后的网络</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>修改前</translation>
        </message>
        <message>
            <source>After</source>
            <translation>修改后</translation>
        </message>
        <message>
            <source>Side by side</source>
            <translation>并排</translation>
        </message>
        <message>
            <source>Red: as it is. Green: as it would be.</source>
            <translation>红：现状　绿：修改后</translation>
        </message>
    </context>
    <context>
        <name>ProblemDetail</name>
        <message>
            <source>Explanation of the problem</source>
            <translation>问题说明</translation>
        </message>
        <message>
            <source>Select a problem to see why it matters and how to mend it.</source>
            <translation>选择一个问题，查看其影响和修复方法。</translation>
        </message>
        <message>
            <source>Look at what it changes before you apply it</source>
            <translation>应用之前先查看改动</translation>
        </message>
    </context>
    <context>
        <name>ProblemModel</name>
        <message>
            <source>Code</source>
            <translation>代码</translation>
        </message>
        <message>
            <source>Layer</source>
            <translation>层</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>行号</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>说明</translation>
        </message>
        <message>
            <source>row {0}</source>
            <translation>第 {0} 层</translation>
        </message>
        <message>
            <source>line {0}</source>
            <translation>第 {0} 行</translation>
        </message>
        <message>
            <source>Errors</source>
            <translation>错误</translation>
        </message>
        <message>
            <source>Warnings</source>
            <translation>警告</translation>
        </message>
        <message>
            <source>Notes and hints</source>
            <translation>提示信息</translation>
        </message>
        <message>
            <source>The whole file</source>
            <translation>整个文件</translation>
        </message>
        <message>
            <source>Row {0}</source>
            <translation>第 {0} 层</translation>
        </message>
    </context>
    <context>
        <name>ProblemsPanel</name>
        <message>
            <source>No problems found</source>
            <translation>没有发现问题</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>Go to the place</source>
            <translation>转到该处</translation>
        </message>
        <message>
            <source>Look at what the first one changes…</source>
            <translation>查看第一项修复的改动…</translation>
        </message>
        <message>
            <source>No problem fits the filter</source>
            <translation>没有符合筛选条件的问题</translation>
        </message>
    </context>
    <context>
        <name>Questions</name>
        <message>
            <source>Save the changes to {0}?</source>
            <translation>是否保存对 {0} 的修改？</translation>
        </message>
        <message>
            <source>They are lost if you do not save them.</source>
            <translation>如果不保存，这些修改将会丢失。</translation>
        </message>
        <message>
            <source>Reloading replaces your unsaved changes; undo brings them back.</source>
            <translation>重新加载会替换未保存的修改，可以撤销找回。</translation>
        </message>
        <message>
            <source>You have no unsaved changes in it.</source>
            <translation>该文件没有未保存的修改。</translation>
        </message>
        <message>
            <source>{0} was changed by another program</source>
            <translation>{0} 已被其他程序修改</translation>
        </message>
        <message>
            <source>Reload</source>
            <translation>重新加载</translation>
        </message>
        <message>
            <source>Keep mine</source>
            <translation>保留我的版本</translation>
        </message>
        <message>
            <source>Saving replaces those changes by yours.</source>
            <translation>保存会用你的内容覆盖这些修改。</translation>
        </message>
        <message>
            <source>Save over it</source>
            <translation>覆盖保存</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>{0} has no character “{1}”.</source>
            <translation>编码 {0} 中没有字符“{1}”。</translation>
        </message>
        <message>
            <source>{0} cannot be saved in its encoding</source>
            <translation>无法以原编码保存 {0}</translation>
        </message>
        <message>
            <source>Save as UTF-8</source>
            <translation>保存为 UTF-8</translation>
        </message>
        <message>
            <source>The program did not end well last time</source>
            <translation>程序上次未正常退出</translation>
        </message>
        <message>
            <source>Unsaved work was kept: {0}</source>
            <translation>已保留未保存的内容：{0}</translation>
        </message>
        <message>
            <source>Open it</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Throw it away</source>
            <translation>丢弃</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>以后再说</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Save as</source>
            <translation>另存为</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>导出</translation>
        </message>
        <message>
            <source>Model configs</source>
            <translation>模型配置</translation>
        </message>
        <message>
            <source>All files</source>
            <translation>所有文件</translation>
        </message>
    </context>
    <context>
        <name>RepairDialog</name>
        <message>
            <source>Repair stale references</source>
            <translation>修复过时的引用</translation>
        </message>
        <message>
            <source>Repairs, the likeliest first</source>
            <translation>修复方案，可能性大的在前</translation>
        </message>
        <message>
            <source>What speaks for the repair</source>
            <translation>支持该方案的依据</translation>
        </message>
        <message>
            <source>&amp;Repairs, the likeliest first</source>
            <translation>修复方案，可能性大的在前(&amp;R)</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
    </context>
    <context>
        <name>ScaleBox</name>
        <message>
            <source>The file&apos;s name says scale {0}: {1}</source>
            <translation>文件名指定规模 {0}：{1}</translation>
        </message>
        <message>
            <source>file: {0} (its name)</source>
            <translation>文件：{0}（文件名）</translation>
        </message>
        <message>
            <source>The file&apos;s name says no scale, so the first is taken: {0}</source>
            <translation>文件名未指定规模，因此取第一个：{0}</translation>
        </message>
        <message>
            <source>file: {0} (the first)</source>
            <translation>文件：{0}（首个）</translation>
        </message>
        <message>
            <source>The file has one scale: {0}</source>
            <translation>文件只有一个规模：{0}</translation>
        </message>
        <message>
            <source>file: {0}</source>
            <translation>文件：{0}</translation>
        </message>
        <message>
            <source>The file has no table of `scales`, so there is nothing to choose: it is built as it is written.</source>
            <translation>文件没有 `scales` 表，无可选择：按所写内容构建。</translation>
        </message>
        <message>
            <source>no scales</source>
            <translation>无规模</translation>
        </message>
        <message>
            <source>depth_multiple {0} and width_multiple {1} of the file</source>
            <translation>文件中的 depth_multiple {0} 和 width_multiple {1}</translation>
        </message>
        <message>
            <source>file: {0} × {1}</source>
            <translation>文件：{0} × {1}</translation>
        </message>
        <message>
            <source>Another scale is measured only; the file keeps what it says.</source>
            <translation>选择其他规模只用于测算，文件内容不变。</translation>
        </message>
        <message>
            <source>{0}. {1}</source>
            <translation>{0}。{1}</translation>
        </message>
    </context>
    <context>
        <name>Searcher</name>
        <message>
            <source>The text has changed meanwhile.</source>
            <translation>文本在此期间已更改。</translation>
        </message>
        <message>
            <source>It took too long.</source>
            <translation>耗时过长。</translation>
        </message>
        <message>
            <source>Its process ended.</source>
            <translation>进程已结束。</translation>
        </message>
        <message>
            <source>Its process could not be started.</source>
            <translation>进程无法启动。</translation>
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message>
            <source>Every row&apos;s shapes and parameters compared with a real forward pass</source>
            <translation>逐行对比真实前向计算的形状和参数量</translation>
        </message>
        <message>
            <source>{0} rows</source>
            <translation>{0} 行</translation>
        </message>
        <message>
            <source>{0} layers</source>
            <translation>{0} 层</translation>
        </message>
        <message>
            <source>{0} params</source>
            <translation>{0} 参数</translation>
        </message>
        <message>
            <source>params unknown (row {0})</source>
            <translation>参数量未知（第 {0} 层）</translation>
        </message>
        <message>
            <source>{0} GFLOPs printed, {1} true</source>
            <translation>打印 {0} GFLOPs，实际 {1}</translation>
        </message>
        <message>
            <source>{0} GFLOPs</source>
            <translation>{0} GFLOPs</translation>
        </message>
        <message>
            <source>depth {0}, width {1}</source>
            <translation>深度 {0}，宽度 {1}</translation>
        </message>
        <message>
            <source>scale {0}</source>
            <translation>规模 {0}</translation>
        </message>
        <message>
            <source>GFLOPs unknown</source>
            <translation>GFLOPs 未知</translation>
        </message>
        <message>
            <source>found</source>
            <translation>自动识别</translation>
        </message>
        <message>
            <source>The file looks like one for this trainer</source>
            <translation>文件内容符合该框架</translation>
        </message>
        <message>
            <source>by comment</source>
            <translation>注释指定</translation>
        </message>
        <message>
            <source>A comment in the file says so</source>
            <translation>由文件中的注释指定</translation>
        </message>
        <message>
            <source>chosen</source>
            <translation>手动选择</translation>
        </message>
        <message>
            <source>You have chosen so for this file</source>
            <translation>您为此文件选择了该方式</translation>
        </message>
        <message>
            <source>Read as {0}: {1}. Click to read the file in another way.</source>
            <translation>按 {0} 读取：{1}。点击可换一种方式读取。</translation>
        </message>
        <message>
            <source>How the file is read</source>
            <translation>文件读取方式</translation>
        </message>
    </context>
    <context>
        <name>Strip</name>
        <message>
            <source>Show errors</source>
            <translation>显示错误</translation>
        </message>
        <message>
            <source>Show warnings</source>
            <translation>显示警告</translation>
        </message>
        <message>
            <source>Show notes and hints</source>
            <translation>显示提示信息</translation>
        </message>
        <message>
            <source>Filter: S101, row 17, Concat …</source>
            <translation>筛选：S101、17、Concat …</translation>
        </message>
        <message>
            <source>Shows the problems that have every word of these</source>
            <translation>只显示包含所有这些词的问题</translation>
        </message>
        <message>
            <source>Filter problems</source>
            <translation>筛选问题</translation>
        </message>
        <message>
            <source>By severity</source>
            <translation>按严重程度</translation>
        </message>
        <message>
            <source>By row</source>
            <translation>按层</translation>
        </message>
        <message>
            <source>By rule</source>
            <translation>按规则</translation>
        </message>
        <message>
            <source>No groups</source>
            <translation>不分组</translation>
        </message>
        <message>
            <source>How problems are grouped</source>
            <translation>问题的分组方式</translation>
        </message>
        <message>
            <source>Grouping of problems</source>
            <translation>问题分组</translation>
        </message>
    </context>
    <context>
        <name>SurveyModel</name>
        <message>
            <source>Scale</source>
            <translation>规模</translation>
        </message>
        <message>
            <source>Image</source>
            <translation>图像</translation>
        </message>
        <message>
            <source>Parameters</source>
            <translation>参数量</translation>
        </message>
        <message>
            <source>GFLOPs</source>
            <translation>GFLOPs</translation>
        </message>
        <message>
            <source>Printed</source>
            <translation>打印值</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>层数</translation>
        </message>
        <message>
            <source>Outputs (MiB)</source>
            <translation>输出 (MiB)</translation>
        </message>
        <message>
            <source>Worst problem</source>
            <translation>最严重的问题</translation>
        </message>
        <message>
            <source>Name of the scale, or the file&apos;s own depth x width</source>
            <translation>规模名称，或文件自身的深度 × 宽度系数</translation>
        </message>
        <message>
            <source>Height x width of the image in pixels</source>
            <translation>图像的高 × 宽（像素）</translation>
        </message>
        <message>
            <source>Learnable numbers</source>
            <translation>可学习参数的个数</translation>
        </message>
        <message>
            <source>Exact at this image size, in the trainer&apos;s way of counting</source>
            <translation>此图像尺寸下的精确值，按框架的算法计算</translation>
        </message>
        <message>
            <source>GFLOPs as the trainer prints them, whatever the image size</source>
            <translation>框架打印的 GFLOPs，与图像尺寸无关</translation>
        </message>
        <message>
            <source>Number of layers as the trainer prints it</source>
            <translation>框架打印的层数</translation>
        </message>
        <message>
            <source>Memory of the outputs of all rows, in 32-bit floats</source>
            <translation>所有行的输出占用的内存（32 位浮点）</translation>
        </message>
        <message>
            <source>The gravest error or warning at this scale and size</source>
            <translation>此规模和尺寸下最严重的错误或警告</translation>
        </message>
    </context>
    <context>
        <name>SurveyPanel</name>
        <message>
            <source>Image sizes</source>
            <translation>图像尺寸</translation>
        </message>
        <message>
            <source>Sizes to compare, such as 320, 640, 384x640</source>
            <translation>要比较的尺寸，例如 320, 640, 384x640</translation>
        </message>
        <message>
            <source>All scales</source>
            <translation>所有规模</translation>
        </message>
        <message>
            <source>Copy as text</source>
            <translation>复制为文本</translation>
        </message>
        <message>
            <source>Copy as Markdown</source>
            <translation>复制为 Markdown</translation>
        </message>
        <message>
            <source>Copy as CSV</source>
            <translation>复制为 CSV</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Put the whole table on the clipboard</source>
            <translation>将整张表复制到剪贴板</translation>
        </message>
    </context>
    <context>
        <name>TableColumns</name>
        <message>
            <source>#</source>
            <translation>#</translation>
        </message>
        <message>
            <source>The row&apos;s number, which other rows name in their `from`</source>
            <translation>层编号，其他层在 from 中引用它</translation>
        </message>
        <message>
            <source>From</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>The rows that this row reads</source>
            <translation>该层读取的层</translation>
        </message>
        <message>
            <source>n</source>
            <translation>n</translation>
        </message>
        <message>
            <source>Repeats after depth scaling</source>
            <translation>深度缩放之后的重复次数</translation>
        </message>
        <message>
            <source>Module</source>
            <translation>模块</translation>
        </message>
        <message>
            <source>The module&apos;s name as written</source>
            <translation>文件中写的模块名</translation>
        </message>
        <message>
            <source>Arguments</source>
            <translation>参数</translation>
        </message>
        <message>
            <source>Arguments as the trainer passes them, after width scaling</source>
            <translation>训练代码实际传入的参数（宽度缩放之后）</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>输出</translation>
        </message>
        <message>
            <source>Output channels x height x width</source>
            <translation>输出：通道 × 高 × 宽</translation>
        </message>
        <message>
            <source>Stride</source>
            <translation>步幅</translation>
        </message>
        <message>
            <source>Image height over output height</source>
            <translation>图像高度与输出高度之比</translation>
        </message>
        <message>
            <source>Parameters</source>
            <translation>参数量</translation>
        </message>
        <message>
            <source>Learnable numbers</source>
            <translation>可学习的参数个数</translation>
        </message>
        <message>
            <source>GFLOPs</source>
            <translation>GFLOPs</translation>
        </message>
        <message>
            <source>Exact at this image size, in the trainer&apos;s way of counting</source>
            <translation>当前图像尺寸下的精确值，按训练代码的计数方式</translation>
        </message>
        <message>
            <source>Activation</source>
            <translation>激活内存</translation>
        </message>
        <message>
            <source>Memory of the outputs in 32-bit floats</source>
            <translation>输出所占内存（32 位浮点）</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>感受野</translation>
        </message>
        <message>
            <source>Receptive field: side in image pixels</source>
            <translation>感受野边长（图像像素）</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Whether the trainer can build the row</source>
            <translation>训练代码能否构建该层</translation>
        </message>
    </context>
    <context>
        <name>TableField</name>
        <message>
            <source>Line, and the number of the stage that stands on it</source>
            <translation>行号，以及该行上的阶段编号</translation>
        </message>
        <message>
            <source>Stage table</source>
            <translation>阶段表</translation>
        </message>
    </context>
    <context>
        <name>TablePanel</name>
        <message>
            <source>Layers</source>
            <translation>层表格</translation>
        </message>
        <message>
            <source>Copy as text</source>
            <translation>复制为文本</translation>
        </message>
        <message>
            <source>Copy as Markdown</source>
            <translation>复制为 Markdown</translation>
        </message>
    </context>
    <context>
        <name>ToolBar</name>
        <message>
            <source>Tool bar</source>
            <translation>工具栏</translation>
        </message>
        <message>
            <source>Scale</source>
            <translation>规模</translation>
        </message>
        <message>
            <source>Image</source>
            <translation>图像</translation>
        </message>
        <message>
            <source>Image size in pixels: 640, or height x width such as 384x640</source>
            <translation>图像尺寸（像素）：640，或 高x宽，例如 384x640</translation>
        </message>
        <message>
            <source>Classes</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>Number of classes of your data, which takes the place of the file&apos;s `nc` as in training; 0 takes the file&apos;s.</source>
            <translation>数据集的类别数，像训练时一样替代文件中的 nc；0 表示使用文件的值。</translation>
        </message>
        <message>
            <source>as in file</source>
            <translation>同文件</translation>
        </message>
        <message>
            <source>Find rows: C3, 17 …</source>
            <translation>查找层：C3、17 …</translation>
        </message>
        <message>
            <source>Find rows</source>
            <translation>查找层</translation>
        </message>
        <message>
            <source>Rings the rows whose module or number fits; Enter goes to the next</source>
            <translation>圈出模块名或编号匹配的层；回车跳到下一个</translation>
        </message>
        <message>
            <source>file: {0}</source>
            <translation>文件：{0}</translation>
        </message>
        <message>
            <source>Compare all scales and image sizes in a table</source>
            <translation>用表格比较所有规模和图像尺寸</translation>
        </message>
        <message>
            <source>All scales</source>
            <translation>所有规模</translation>
        </message>
    </context>
    <context>
        <name>Welcome</name>
        <message>
            <source>Open a model YAML, or drop one here</source>
            <translation>打开模型 YAML，或拖放到这里</translation>
        </message>
        <message>
            <source>Open…</source>
            <translation>打开…</translation>
        </message>
        <message>
            <source>New</source>
            <translation>新建</translation>
        </message>
        <message>
            <source>Recent files</source>
            <translation>最近的文件</translation>
        </message>
        <message>
            <source>Examples</source>
            <translation>示例</translation>
        </message>
        <message>
            <source>New from stage table…</source>
            <translation>从阶段表新建…</translation>
        </message>
    </context>
    <context>
        <name>YamlView</name>
        <message>
            <source>YAML text</source>
            <translation>YAML 文本</translation>
        </message>
    </context>
</TS>
